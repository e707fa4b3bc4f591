import { blocks } from './blocks.ts';
import type { DecidedMessage, Held } from './decided.ts';
import { assertCanAnswer } from './held-message.ts';
import type { InboxState } from './inbox.ts';
import { mentioned as tell } from './mentioning.ts';
import { assertMayPost, type Rights } from './rights.ts';
import type { TimelineState } from './timeline.ts';
import { type MessagePosted, postedMessage } from './timeline-events.ts';
import { timelineStream } from './timeline-id.ts';

/** A message to a room. `text` and `idempotencyKey` are checked; `mentioned` are ids of members other than the author. */
export interface PostMessage {
  /** The room's id. */
  timelineId: string;
  /** Folded. */
  roomName: string;
  authorId: string;
  rights: Rights;
  text: string;
  replyTo?: number | undefined;
  idempotencyKey?: string | undefined;
  mentioned: readonly string[];
}

/**
 * Posts, and tells those who are mentioned in the same commit, except who blocks the author. Needs nothing of the timeline but its head, and the
 * answered message if any; of the inboxes of those mentioned, whether they block the author.
 */
export function postMessage(
  { state, seq: head }: Held<TimelineState>,
  command: PostMessage,
  atMs: number,
  inboxOf: (userId: string) => Held<InboxState>,
): DecidedMessage {
  const { timelineId, authorId, mentioned } = command;
  assertMayPost(command.rights);
  assertCanAnswer(state, command.replyTo, authorId);
  const event = posted(command);
  const seq = head + 1;
  const message = postedMessage(event.data, { timelineId, seq, atMs });
  const events: DecidedMessage['events'] = [{ stream: timelineStream(timelineId), event }];
  for (const userId of mentioned) {
    events.push(tell(userId, { message, isWithheld: blocks(inboxOf(userId), authorId) }));
  }
  return { events, result: { timelineId, seq }, message };
}

function posted({ roomName, authorId, text, replyTo, idempotencyKey }: PostMessage): MessagePosted {
  const data: MessagePosted['data'] = { roomName, authorId, text };
  if (replyTo !== undefined) data.replyTo = replyTo;
  if (idempotencyKey !== undefined) data.idempotencyKey = idempotencyKey;
  return { type: 'MessagePosted', data };
}
