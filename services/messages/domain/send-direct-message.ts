import type { Held, Moment } from '@confab/runtime/eventlog/decider/decider';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { assertNotBlocking, type Blocks } from './blocks.ts';
import { toBothSides } from './direct.ts';
import { assertCanAnswer } from './held-message.ts';
import type { MessageDecision } from './message-decision.ts';
import type { TimelineState } from './timeline.ts';
import { messagePosted, type NewMessage, postedMessage } from './timeline-events.ts';
import { conversationId, timelineStream } from './timeline-id.ts';

/** A private message to an existing user. */
export interface SendDirectMessage extends Omit<NewMessage, 'roomName' | 'isWithheld'> {
  recipientId: string;
}

/** BAD_USER_INPUT naming `to` for a message to oneself: a conversation has two sides. */
export function assertNotToOneself(authorId: string, recipientId: string): void {
  if (authorId === recipientId) throw badInput('to', 'You cannot write to yourself.');
}

/**
 * One commit on three streams: the conversation and both inboxes. Where the recipient blocks the
 * author, nothing of it is different but a mark: the author is not told. CONFLICT where the author
 * blocks the recipient.
 */
export function decideSendDirectMessage(
  { timeline: { state, seq: head }, blocks }: { timeline: Held<TimelineState>; blocks: Blocks },
  { authorId, recipientId, text, replyTo, idempotencyKey }: SendDirectMessage,
  { atMs }: Moment,
): MessageDecision {
  assertNotToOneself(authorId, recipientId);
  assertNotBlocking(blocks);
  assertCanAnswer(state, replyTo, authorId);
  const timelineId = conversationId(authorId, recipientId);
  const isWithheld = blocks.byPeer;
  const event = messagePosted({ authorId, text, replyTo, idempotencyKey, isWithheld });
  const seq = head + 1;
  const message = postedMessage(event.data, { timelineId, seq, atMs });
  const told = toBothSides('DirectMessagePosted', message, { actorId: authorId, isWithheld });
  return {
    events: [{ stream: timelineStream(timelineId), event }, ...told],
    result: { timelineId, seq },
    message,
  };
}
