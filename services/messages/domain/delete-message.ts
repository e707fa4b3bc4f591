import type { Moment } from '@confab/runtime/eventlog/decider/decider';
import { toBothSides } from './direct.ts';
import { existingMessage } from './held-message.ts';
import { deleted, type MessageKey } from './message.ts';
import type { MessageDecision, MessageStates } from './message-decision.ts';
import { forbidden, type Rights } from './rights.ts';
import type { InRoom, MessageDeleted } from './timeline-events.ts';
import { timelineStream } from './timeline-id.ts';

export interface DeleteMessage extends MessageKey, InRoom {
  userId: string;
  rights: Rights;
}

/**
 * Takes text and reactions of a message away. For authors who may still read the room and are not
 * banned, and for moderators. Repeating it changes nothing.
 */
export function decideDeleteMessage(
  { timeline: { state } }: MessageStates,
  { timelineId, seq, roomName, userId, rights }: DeleteMessage,
  { atMs }: Moment,
): MessageDecision {
  if (!rights.canModerate && (!rights.canRead || rights.isBanned)) throw forbidden('You may not delete here.');
  const before = existingMessage(state, seq, userId);
  if (before.authorId !== userId && !rights.canModerate) throw forbidden('Only its author may delete a message.');
  const result = { timelineId, seq };
  if (before.deletedAtMs !== undefined) return { events: [], result, message: before };
  const message = deleted(before, atMs);
  const data: MessageDeleted['data'] = { message, by: userId };
  if (roomName) data.roomName = roomName;
  // What the other side could read is gone for them too, whoever blocks whom.
  const reach = { actorId: userId, isWithheld: message.withheld === true };
  const event: MessageDeleted = { type: 'MessageDeleted', data };
  return {
    events: [{ stream: timelineStream(timelineId), event }, ...toBothSides('DirectMessageDeleted', message, reach)],
    result,
    message,
  };
}
