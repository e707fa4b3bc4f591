import { assertNotBlocking, type Blocks, NO_BLOCKS } from './blocks.ts';
import type { DecidedMessage, Held } from './decided.ts';
import { toBothSides } from './direct.ts';
import { assertNotDeleted, existingMessage } from './held-message.ts';
import { changeMentions, type EditedMentions } from './mentioning.ts';
import { edited, type MessageKey } from './message.ts';
import { assertNotArchived, assertTakesPart, forbidden, type Rights } from './rights.ts';
import type { TimelineState } from './timeline.ts';
import type { InRoom, MessageEdited } from './timeline-events.ts';
import { timelineStream } from './timeline-id.ts';

/** `text` is checked; `roomName` is folded and absent in a private conversation. */
export interface EditMessage extends MessageKey, InRoom {
  userId: string;
  /** Administrator of the server. */
  isAdmin: boolean;
  rights: Rights;
  text: string;
  /** Absent in a room. */
  blocks?: Blocks;
  /** Absent in a private conversation. */
  mentions?: Omit<EditedMentions, 'userId'>;
}

/**
 * Authors, while they take part, and in rooms administrators, who need not be members. CONFLICT once the message is deleted. The same text again is
 * no event. In a room it tells those whom the text mentions now and those whom it mentions no more. Whoever blocks the other side of a private
 * conversation unblocks them first (CONFLICT).
 */
export function editMessage(
  { state }: Held<TimelineState>,
  { timelineId, seq, roomName, userId, isAdmin, rights, text, blocks = NO_BLOCKS, mentions }: EditMessage,
  atMs: number,
): DecidedMessage {
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
  const told = mentions
    ? changeMentions(message, { ...mentions, userId })
    : toBothSides('DirectMessageEdited', message, reach);
  return { events: [{ stream: timelineStream(timelineId), event }, ...told], result, message };
}
