import { specification } from '@confab/runtime/testing/specification';
import {
  LIFETIME_MS,
  newSession,
  opened,
  passwordChanged,
  refreshed,
  registered,
  revoked,
} from '../test/user-history.ts';
import { decideOpenSession, MAX_SESSIONS } from './open-session.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);
const now = { atMs: 1000 };
const session = newSession('new', 1000);
const command = { session, verifiedHash: 'hash-1' };
const sessionOpened = { type: 'SessionOpened', data: session };
const full = Array.from({ length: MAX_SESSIONS }, (_, index) => opened(`s${index}`, index + 1));

describe('openSession', () => {
  it('opens a session beside those there are', () => {
    given([0, registered], opened('s1', 1)).when(decideOpenSession, command, now).thenHappens(sessionOpened);
  });

  it('refuses an account that does not exist', () => {
    given().when(decideOpenSession, command, now).thenRefuses('UNAUTHENTICATED');
  });

  it('refuses a password that was changed since it was verified', () => {
    given([0, registered], [1, passwordChanged('hash-2')])
      .when(decideOpenSession, command, now)
      .thenRefuses('UNAUTHENTICATED');
  });

  it('ends the least recently refreshed session when there are too many', () => {
    given([0, registered], ...full, refreshed('s0', 500, 1, 2))
      .when(decideOpenSession, command, now)
      .thenHappens(revoked('s1', 'LIMIT'), sessionOpened);
  });

  it('clears expired sessions away and does not count them', () => {
    const atMs = LIFETIME_MS + 2;
    given([0, registered], ...full)
      .when(decideOpenSession, command, { atMs })
      .thenHappens(
        { type: 'SessionExpired', data: { sessionId: 's0' } },
        { type: 'SessionExpired', data: { sessionId: 's1' } },
        sessionOpened,
      );
  });
});
