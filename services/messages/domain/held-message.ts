import { AppError, badInput } from '@confab/runtime/kernel/errors/app-error';
import { isShownTo, type Message } from './message.ts';
import { noSuchMessage } from './rights.ts';
import type { HeldMessage, TimelineState } from './timeline.ts';

/**
 * The message's part of the state. It was hydrated before the decision; anything else is a mistake
 * in the program.
 */
export function heldMessage(state: TimelineState, seq: number): HeldMessage {
  const held = state.messages.get(seq);
  if (!held) throw new Error(`message ${seq} was not hydrated`);
  return held;
}

/**
 * NOT_FOUND where no event of the timeline with this seq posted a message that the user may know
 * of.
 */
export function existingMessage(state: TimelineState, seq: number, userId: string): Message {
  const { message } = heldMessage(state, seq);
  if (!message || !isShownTo(message, userId)) throw noSuchMessage();
  return message;
}

/** CONFLICT for a message that was deleted. */
export function assertNotDeleted(message: Message): void {
  if (message.deletedAtMs !== undefined) throw new AppError('CONFLICT', 'The message was deleted.');
}

/**
 * BAD_USER_INPUT naming `replyTo` unless the answered message is one of this timeline that the user
 * may know of. A deleted one may be answered.
 */
export function assertCanAnswer(state: TimelineState, replyTo: number | undefined, userId: string): void {
  if (replyTo === undefined) return;
  const { message } = heldMessage(state, replyTo);
  if (!message || !isShownTo(message, userId)) throw noSuchAnswered();
}

export function noSuchAnswered(): AppError {
  return badInput('replyTo', 'The message to reply to is not here.');
}
