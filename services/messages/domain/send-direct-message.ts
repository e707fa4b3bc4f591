import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { assertNotBlocking, type Blocks } from './blocks.ts';
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

/**
 * One commit on three streams: the conversation and both inboxes. Where the recipient blocks the author, nothing of it is different but a mark: the
 * author is not told. CONFLICT where the author blocks the recipient.
 */
export function sendDirectMessage(
  { state, seq: head }: Held<TimelineState>,
  { authorId, recipientId, text, replyTo, idempotencyKey }: SendDirectMessage,
  atMs: number,
  blocks: Blocks,
): DecidedMessage {
  assertNotToOneself(authorId, recipientId);
  assertNotBlocking(blocks);
  assertCanAnswer(state, replyTo, authorId);
  const timelineId = conversationId(authorId, recipientId);
  const data: MessagePosted['data'] = { authorId, text };
  if (replyTo !== undefined) data.replyTo = replyTo;
  if (idempotencyKey !== undefined) data.idempotencyKey = idempotencyKey;
  if (blocks.byPeer) data.withheld = true;
  const event: MessagePosted = { type: 'MessagePosted', data };
  const message = postedMessage(data, { timelineId, seq: head + 1, atMs });
  const reach = { actorId: authorId, isWithheld: blocks.byPeer };
  return {
    events: [{ stream: timelineStream(timelineId), event }, ...toBothSides('DirectMessagePosted', message, reach)],
    result: { timelineId, seq: message.seq },
    message,
  };
}
