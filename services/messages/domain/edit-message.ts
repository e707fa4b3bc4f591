import type { Moment } from '@confab/runtime/eventlog/decider/decider';
import { assertNotBlocking, NO_BLOCKS } from './blocks.ts';
import { toBothSides } from './direct.ts';
import { assertNotDeleted, existingMessage } from './held-message.ts';
import type { InboxOf } from './inbox.ts';
import { changeMentions, type EditedMentions } from './mentioning.ts';
import { edited, type MessageKey } from './message.ts';
import type { MessageDecision, MessageStates } from './message-decision.ts';
import { assertNotArchived, assertTakesPart, forbidden, type Rights } from './rights.ts';
import type { InRoom, MessageEdited } from './timeline-events.ts';
import { timelineStream } from './timeline-id.ts';

/** `text` is checked; `roomName` is folded and absent in a private conversation. */
export interface EditMessage extends MessageKey, InRoom {
  userId: string;
  /** Administrator of the server. */
  isAdmin: boolean;
  rights: Rights;
  text: string;
  /** Absent in a private conversation. */
  mentions?: EditedMentions;
}

export interface EditStates extends MessageStates {
  /** The inboxes of those whom `mentions` names. Absent in a private conversation. */
  inboxOf?: InboxOf;
}

/**
 * Authors, while they take part, and in rooms administrators, who need not be members. CONFLICT
 * once the message is deleted. The same text again is no event. In a room it tells those whom the
 * text mentions now and those whom it mentions no more. Whoever blocks the other side of a private
 * conversation unblocks them first (CONFLICT).
 */
export function decideEditMessage(
  { timeline: { state }, blocks = NO_BLOCKS, inboxOf }: EditStates,
  { timelineId, seq, roomName, userId, isAdmin, rights, text, mentions }: EditMessage,
  { atMs }: Moment,
): MessageDecision {
  const mayEditAll = isAdmin && roomName !== undefined;
  if (mayEditAll) assertNotArchived(rights);
  else assertTakesPart(rights);
  const before = existingMessage(state, seq, userId);
  if (before.authorId !== userId && !mayEditAll) throw forbidden('Only its author may edit a message.');
  assertNotBlocking(blocks);
  assertNotDeleted(before);
  const result = { timelineId, seq };
  if (before.text === text) return { events: [], result, message: before };
  const message = edited(before, { text, atMs, by: userId, isWithheld: blocks.byPeer });
  const reach = { actorId: userId, isWithheld: blocks.byPeer || message.withheld === true };
  const data: MessageEdited['data'] = { message, by: userId };
  if (roomName) data.roomName = roomName;
  const event: MessageEdited = { type: 'MessageEdited', data };
  const told =
    mentions && inboxOf
      ? changeMentions(inboxOf, message, { ...mentions, userId })
      : toBothSides('DirectMessageEdited', message, reach);
  return { events: [{ stream: timelineStream(timelineId), event }, ...told], result, message };
}
