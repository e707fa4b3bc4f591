import { specification } from '@confab/runtime/testing/specification';
import { LIFETIME_MS, opened, refreshed, registered, revoked } from '../test/user-history.ts';
import { decideRefreshSession } from './refresh-session.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);
const GRACE_MS = 10_000;

function exchange(from: number, to: number, atMs: number) {
  const presented = { familyHash: 'family-s1', tokenHash: `s1-token-${from}` };
  const expiresAtMs = atMs + LIFETIME_MS;
  const command = { sessionId: 's1', presented, tokenHash: `s1-token-${to}`, expiresAtMs, graceMs: GRACE_MS };
  return [command, { atMs }] as const;
}

function exchanged(from: number, to: number, atMs: number) {
  return refreshed('s1', atMs, from, to)[1];
}

const signedIn = [[0, registered], opened('s1', 0)] as const;

describe('refreshSession', () => {
  it('exchanges the current token', () => {
    given(...signedIn)
      .when(decideRefreshSession, ...exchange(1, 2, 1000))
      .thenHappens(exchanged(1, 2, 1000));
  });

  it('exchanges a token again that another tab exchanged a moment ago', () => {
    given(...signedIn, refreshed('s1', 1000, 1, 2))
      .when(decideRefreshSession, ...exchange(1, 3, 1000 + GRACE_MS - 1))
      .thenHappens(exchanged(1, 3, 1000 + GRACE_MS - 1));
  });

  it('keeps the tokens of both tabs after such a race', () => {
    const race = [...signedIn, refreshed('s1', 1000, 1, 2), refreshed('s1', 1001, 1, 3)] as const;
    given(...race)
      .when(decideRefreshSession, ...exchange(2, 4, 600_000))
      .thenHappens(exchanged(2, 4, 600_000));
    given(...race)
      .when(decideRefreshSession, ...exchange(3, 4, 600_000))
      .thenHappens(exchanged(3, 4, 600_000));
  });

  it('signs nobody out whose answer was lost, however late and however often they ask again', () => {
    const day = 86_400_000;
    given(...signedIn, refreshed('s1', 1000, 1, 2))
      .when(decideRefreshSession, ...exchange(1, 3, day))
      .thenHappens(exchanged(1, 3, day));
    given(...signedIn, refreshed('s1', 1000, 1, 2), refreshed('s1', day, 1, 3))
      .when(decideRefreshSession, ...exchange(1, 4, 2 * day))
      .thenHappens(exchanged(1, 4, 2 * day));
    given(...signedIn, refreshed('s1', 1000, 1, 2), refreshed('s1', day, 1, 3), refreshed('s1', 2 * day, 3, 4))
      .when(decideRefreshSession, ...exchange(3, 5, 3 * day))
      .thenHappens(exchanged(3, 5, 3 * day));
  });

  it('ends the session when a token is used again after what it was exchanged for was used', () => {
    given(...signedIn, refreshed('s1', 1000, 1, 2), refreshed('s1', 2000, 2, 3))
      .when(decideRefreshSession, ...exchange(1, 4, 600_000))
      .thenHappens(revoked('s1', 'REUSED_TOKEN'));
  });

  it('ends the session when two parties go on from one token that was exchanged twice', () => {
    const stolen = [...signedIn, refreshed('s1', 1000, 1, 2), refreshed('s1', 500_000, 1, 3)] as const;
    given(...stolen, refreshed('s1', 600_000, 3, 4))
      .when(decideRefreshSession, ...exchange(2, 5, 900_000))
      .thenHappens(revoked('s1', 'REUSED_TOKEN'));
    given(...stolen, refreshed('s1', 600_000, 2, 4))
      .when(decideRefreshSession, ...exchange(3, 5, 900_000))
      .thenHappens(revoked('s1', 'REUSED_TOKEN'));
  });

  it('ends the session when the other token of a race turns up late', () => {
    given(...signedIn, refreshed('s1', 1000, 1, 2), refreshed('s1', 1001, 1, 3), refreshed('s1', 600_000, 2, 4))
      .when(decideRefreshSession, ...exchange(3, 5, 1_200_000))
      .thenHappens(revoked('s1', 'REUSED_TOKEN'));
  });

  it('ends the session when a token of long ago is used, even within the grace of the last exchange', () => {
    given(...signedIn, refreshed('s1', 1000, 1, 2), refreshed('s1', 2000, 2, 3))
      .when(decideRefreshSession, ...exchange(1, 4, 2001))
      .thenHappens(revoked('s1', 'REUSED_TOKEN'));
  });

  it('refuses an invented token without ending the session', () => {
    const [command, now] = exchange(1, 2, 1000);
    const invented = { ...command, presented: { familyHash: 'guess', tokenHash: 'guess' } };
    given(...signedIn)
      .when(decideRefreshSession, invented, now)
      .thenRefuses('UNAUTHENTICATED');
  });

  it('refuses a session that expired, was revoked or never was', () => {
    given(...signedIn)
      .when(decideRefreshSession, ...exchange(1, 2, LIFETIME_MS))
      .thenRefuses('UNAUTHENTICATED');
    given(...signedIn, [1, revoked('s1', 'LOGOUT')])
      .when(decideRefreshSession, ...exchange(1, 2, 1000))
      .thenRefuses('UNAUTHENTICATED');
    given()
      .when(decideRefreshSession, ...exchange(1, 2, 1000))
      .thenRefuses('UNAUTHENTICATED');
  });

  it('lives on for a whole lifetime after each exchange', () => {
    const later = LIFETIME_MS + 500;
    given(...signedIn, refreshed('s1', 1000, 1, 2))
      .when(decideRefreshSession, ...exchange(2, 3, later))
      .thenHappens(exchanged(2, 3, later));
  });
});
