import type { Decision, Moment } from '@confab/runtime/eventlog/decider/decider';
import { banned, sessionEnded } from './errors.ts';
import { type PresentedToken, standingOf } from './session.ts';
import { liveSession, type UserState } from './user.ts';
import type { SessionRefreshed, SessionRevoked } from './user-events.ts';

export interface RefreshSession {
  sessionId: string;
  presented: PresentedToken;
  /** Hash of the new token. */
  tokenHash: string;
  expiresAtMs: number;
  /**
   * How long a token that was valid beside the one that was just exchanged is taken for the loser
   * of a race and exchanged, too.
   */
  graceMs: number;
}

/**
 * Exchanges a refresh token (RFC 9700 §4.14.2). A token can be exchanged again until what it was
 * exchanged for is used: the answer may have been lost, and nobody is signed out for that (so does
 * Supabase Auth). After that it ends the whole session: its thief and its owner cannot be told
 * apart. Throws UNAUTHENTICATED if the session has ended or the token never belonged to it;
 * FORBIDDEN if a ban has ended it.
 */
export function decideRefreshSession(
  state: UserState,
  { sessionId, presented, tokenHash, expiresAtMs, graceMs }: RefreshSession,
  { atMs }: Moment,
): Decision<SessionRefreshed | SessionRevoked> {
  const session = liveSession(state, sessionId, atMs);
  if (!session) throw endedBecause(state, presented);
  switch (standingOf(session, presented, { atMs, graceMs })) {
    case 'unknown':
      throw sessionEnded();
    case 'reused':
      return { events: [{ type: 'SessionRevoked', data: { sessionId, reason: 'REUSED_TOKEN' } }], result: null };
    case 'live':
    case 'unanswered':
    case 'grace': {
      const data = { sessionId, fromHash: presented.tokenHash, tokenHash, expiresAtMs };
      return { events: [{ type: 'SessionRefreshed', data }], result: null };
    }
  }
}

/** An invented token learns nothing about a ban. */
function endedBecause({ account }: UserState, { familyHash }: PresentedToken) {
  return account?.ban?.familyHashes.includes(familyHash) ? banned(account.ban.reason) : sessionEnded();
}
