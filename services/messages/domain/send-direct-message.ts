import { badInput } from '@confab/runtime/errors/app-error';
import type { DecidedMessage, Held } from './decided.ts';
import { toBothSides } from './direct.ts';
import { assertCanAnswer } from './held-message.ts';
import type { TimelineState } from './timeline.ts';
import { type MessagePosted, postedMessage } from './timeline-events.ts';
import { conversationId, timelineStream } from './timeline-id.ts';

/** A private message to an existing user. `text` and `idempotencyKey` are checked. */
export interface SendDirectMessage {
  authorId: string;
  recipientId: string;
  text: string;
  replyTo?: number | undefined;
  idempotencyKey?: string | undefined;
}

/** BAD_USER_INPUT naming `to` for a message to oneself: a conversation has two sides. */
export function assertNotToOneself(authorId: string, recipientId: string): void {
  if (authorId === recipientId) throw badInput('to', 'You cannot write to yourself.');
}

/** One commit on three streams: the conversation and both inboxes. */
export function sendDirectMessage(
  { state, seq: head }: Held<TimelineState>,
  { authorId, recipientId, text, replyTo, idempotencyKey }: SendDirectMessage,
  atMs: number,
): DecidedMessage {
  assertNotToOneself(authorId, recipientId);
  assertCanAnswer(state, replyTo);
  const timelineId = conversationId(authorId, recipientId);
  const data: MessagePosted['data'] = { authorId, text };
  if (replyTo !== undefined) data.replyTo = replyTo;
  if (idempotencyKey !== undefined) data.idempotencyKey = idempotencyKey;
  const event: MessagePosted = { type: 'MessagePosted', data };
  const message = postedMessage(data, { timelineId, seq: head + 1, atMs });
  return {
    events: [{ stream: timelineStream(timelineId), event }, ...toBothSides('DirectMessagePosted', message)],
    result: { timelineId, seq: message.seq },
    message,
  };
}
