import type { Addressed, Held, Moment } from '@confab/runtime/eventlog/decider/decider';
import { blocks } from './blocks.ts';
import { assertCanAnswer } from './held-message.ts';
import type { InboxOf } from './inbox.ts';
import { mentioned as tell } from './mentioning.ts';
import type { MessageDecision } from './message-decision.ts';
import { assertMayPost, type Rights } from './rights.ts';
import type { TimelineState } from './timeline.ts';
import { messagePosted, type NewMessage, postedMessage } from './timeline-events.ts';
import { timelineStream } from './timeline-id.ts';

/** A message to a room. `mentioned` are ids of members other than the author. */
export interface PostMessage extends NewMessage {
  /** The room's id. */
  timelineId: string;
  /** Folded. */
  roomName: string;
  rights: Rights;
  mentioned: readonly string[];
}

/**
 * Posts, and tells those who are mentioned in the same commit, except who blocks the author. Needs
 * nothing of the timeline but its head, and the answered message if any; of the inboxes of those
 * mentioned, whether they block the author.
 */
export function decidePostMessage(
  { timeline: { state, seq: head }, inboxOf }: { timeline: Held<TimelineState>; inboxOf: InboxOf },
  command: PostMessage,
  { atMs }: Moment,
): MessageDecision {
  const { timelineId, authorId, mentioned } = command;
  assertMayPost(command.rights);
  assertCanAnswer(state, command.replyTo, authorId);
  const event = messagePosted(command);
  const seq = head + 1;
  const message = postedMessage(event.data, { timelineId, seq, atMs });
  const events: Addressed[] = [{ stream: timelineStream(timelineId), event }];
  for (const userId of mentioned) {
    events.push(tell(userId, { message, isWithheld: blocks(inboxOf(userId), authorId) }));
  }
  return { events, result: { timelineId, seq }, message };
}
