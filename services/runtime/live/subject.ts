import { AppError } from '../errors/app-error.ts';

const TOKEN = /^[\p{L}\p{M}\p{N}_-]+$/u;

/**
 * A subject of two tokens, such as `room.lobby`. The one place where a name becomes part of a subject: wildcards, dots, white space and
 * control characters are refused here whatever was checked before, because a broker would take them as structure.
 */
export function subject(kind: 'room' | 'inbox' | 'typing', token: string): string {
  if (token.length === 0 || token.length > 256 || !TOKEN.test(token)) {
    throw new AppError('BAD_USER_INPUT', 'This name cannot be part of a subject.', { field: 'name' });
  }
  return `${kind}.${token}`;
}

/** What lists of rooms are to be looked at again for, to every gateway: rooms that were active, joined, left or deleted. */
export const ACTIVITY_SUBJECT = 'activity';

/** Numbers of people online, among the replicas of the rooms service. */
export const LOBBY_SUBJECT = 'lobby';

/** What of accounts every service and gateway is to know at once: revoked sessions, and new display names. */
export const SESSIONS_SUBJECT = 'sessions';
