import type { MessageKey } from './message.ts';

/**
 * A timeline is either a room's, and has the room's id, or that of a private conversation:
 * `<user>_<user>`, ascending. Ids hold letters and digits only, so that both marks are unambiguous.
 */
const TIMELINE = /^[0-9a-z]{1,64}(?:_[0-9a-z]{1,64})?$/;
const USER = /^[0-9a-z]{1,64}$/;
const SEQ = /^[1-9][0-9]{0,9}$/;
const MAX_SEQ = 2 ** 32 - 1;

export function isTimelineId(raw: string): boolean {
  return TIMELINE.test(raw);
}

export function isUserId(raw: string): boolean {
  return USER.test(raw);
}

/** The timeline of two different users. */
export function conversationId(userA: string, userB: string): string {
  return userA < userB ? `${userA}_${userB}` : `${userB}_${userA}`;
}

/** Both users of a private conversation, ascending; undefined for a room. */
export function participantsOf(timelineId: string): [string, string] | undefined {
  const mark = timelineId.indexOf('_');
  return mark < 0 ? undefined : [timelineId.slice(0, mark), timelineId.slice(mark + 1)];
}

/** The other side of a private conversation; undefined for a room and for who takes no part. */
export function peerOf(timelineId: string, userId: string): string | undefined {
  const participants = participantsOf(timelineId);
  if (participants?.[0] === userId) return participants[1];
  return participants?.[1] === userId ? participants[0] : undefined;
}

export function messageId({ timelineId, seq }: MessageKey): string {
  return `${timelineId}-${seq}`;
}

/** Undefined for what cannot be the id of a message. */
export function parseMessageId(raw: string): MessageKey | undefined {
  const dash = raw.lastIndexOf('-');
  const timelineId = raw.slice(0, Math.max(dash, 0));
  const digits = raw.slice(dash + 1);
  if (!TIMELINE.test(timelineId) || !SEQ.test(digits)) return undefined;
  const seq = Number(digits);
  return seq <= MAX_SEQ ? { timelineId, seq } : undefined;
}

export const timelineStream = (timelineId: string): string => `timeline-${timelineId}`;
export const inboxStream = (userId: string): string => `inbox-${userId}`;
