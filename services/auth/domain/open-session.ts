import type { Decision, Moment } from '@confab/runtime/eventlog/decider/decider';
import { banned, wrongCredentials } from './errors.ts';
import type { Session } from './session.ts';
import type { UserState } from './user.ts';
import type { SessionExpired, SessionOpened, SessionRevoked } from './user-events.ts';

/** More than anybody has devices; bounds what a user's state may hold. */
export const MAX_SESSIONS = 50;

export interface NewSession {
  sessionId: string;
  familyHash: string;
  tokenHash: string;
  expiresAtMs: number;
  device: string | null;
}

export interface OpenSession {
  session: NewSession;
  /** The hash that the presented password was found to match. */
  verifiedHash: string;
}

/**
 * Signs a user in whose password was verified, and clears away what has expired. Throws
 * UNAUTHENTICATED if the password was changed since it was verified; FORBIDDEN if they are banned.
 * At `MAX_SESSIONS` the least recently refreshed session gives way.
 */
export function decideOpenSession(
  state: UserState,
  command: OpenSession,
  { atMs }: Moment,
): Decision<SessionExpired | SessionRevoked | SessionOpened> {
  const { account } = state;
  const isOpen = account && account.deletedAtMs === undefined;
  if (!isOpen || account.passwordHash !== command.verifiedHash) throw wrongCredentials();
  if (account.ban) throw banned(account.ban.reason);
  const isLive = (session: Session) => session.expiresAtMs > atMs;
  const live = state.sessions.filter(isLive).toSorted((a, b) => a.refreshedAtMs - b.refreshedAtMs);
  const expired = state.sessions.filter((session) => !isLive(session));
  const tooMany = live.slice(0, Math.max(0, live.length + 1 - MAX_SESSIONS));
  return {
    events: [
      ...expired.map(({ id }): SessionExpired => ({ type: 'SessionExpired', data: { sessionId: id } })),
      ...tooMany.map(
        ({ id }): SessionRevoked => ({ type: 'SessionRevoked', data: { sessionId: id, reason: 'LIMIT' } }),
      ),
      { type: 'SessionOpened', data: command.session },
    ],
    result: null,
  };
}
