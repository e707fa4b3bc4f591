import type { DecidedMessage, Held } from './decided.ts';
import { toBothSides } from './direct.ts';
import { assertNotDeleted, existingMessage } from './held-message.ts';
import { edited, type MessageKey } from './message.ts';
import { assertTakesPart, forbidden, type Rights } from './rights.ts';
import type { TimelineState } from './timeline.ts';
import type { InRoom, MessageEdited } from './timeline-events.ts';
import { timelineStream } from './timeline-id.ts';

/** `text` is checked; `roomName` is folded and absent in a private conversation. */
export interface EditMessage extends MessageKey, InRoom {
  userId: string;
  rights: Rights;
  text: string;
}

/** Authors only, while they take part; CONFLICT once the message is deleted. The same text again is no event. */
export function editMessage(
  { state }: Held<TimelineState>,
  { timelineId, seq, roomName, userId, rights, text }: EditMessage,
  atMs: number,
): DecidedMessage {
  assertTakesPart(rights);
  const before = existingMessage(state, seq);
  if (before.authorId !== userId) throw forbidden('Only its author may edit a message.');
  assertNotDeleted(before);
  const result = { timelineId, seq };
  if (before.text === text) return { events: [], result, message: before };
  const message = edited(before, text, atMs);
  const event: MessageEdited = { type: 'MessageEdited', data: roomName ? { roomName, message } : { message } };
  return {
    events: [{ stream: timelineStream(timelineId), event }, ...toBothSides('DirectMessageEdited', message)],
    result,
    message,
  };
}
