import { specification } from '@confab/runtime/testing/specification';
import {
  banned,
  deleted,
  LIFETIME_MS,
  newSession,
  opened,
  promoted,
  registered,
  revoked,
} from '../test/user-history.ts';
import { decideBanUser } from './ban-user.ts';
import { decideOpenSession } from './open-session.ts';
import { decideRefreshSession } from './refresh-session.ts';
import { decideUnbanUser } from './unban-user.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);
const now = { atMs: 10 };
const command = { by: 'admin', reason: ' spam ' };
const unbanned = { type: 'UserUnbanned', data: { by: 'admin' } } as const;

const signingIn = { session: newSession('s9', 10), verifiedHash: 'hash-1' };
const exchange = (family: string) => ({
  sessionId: 's1',
  presented: { familyHash: family, tokenHash: 's1-token-1' },
  tokenHash: 's1-token-2',
  expiresAtMs: 10 + LIFETIME_MS,
  graceMs: 10,
});

describe('banning a user', () => {
  it('ends every open session', () => {
    given([0, registered], opened('s1', 0), opened('s2', 1))
      .when(decideBanUser, command, now)
      .thenHappens(banned('spam'), revoked('s1', 'BANNED'), revoked('s2', 'BANNED'));
  });

  it('changes nothing the second time', () => {
    given([0, registered], [1, banned()]).when(decideBanUser, command, now).thenHappens();
  });

  it.each([
    ['an administrator', [promoted], command, 'CONFLICT', undefined],
    ['a deleted account', [deleted], command, 'NOT_FOUND', 'username'],
    ['oneself', [], { ...command, by: 'u1' }, 'BAD_USER_INPUT', 'username'],
    ['with a reason of two lines', [], { ...command, reason: 'a\nb' }, 'BAD_USER_INPUT', 'reason'],
    ['with a reason that is too long', [], { ...command, reason: 'a'.repeat(251) }, 'BAD_USER_INPUT', 'reason'],
  ] as const)('refuses %s', (_case, history, refused, code, field) => {
    given([0, registered], ...history.map((event) => [1, event] as const))
      .when(decideBanUser, refused, now)
      .thenRefuses(code, field);
  });

  it('keeps the user from signing in, until it is lifted', () => {
    given([0, registered], [1, banned()]).when(decideOpenSession, signingIn, now).thenRefuses('FORBIDDEN');
    given([0, registered], [1, banned()])
      .when(decideOpenSession, { ...signingIn, verifiedHash: 'hash-0' }, now)
      .thenRefuses('UNAUTHENTICATED');
    given([0, registered], [1, banned()], [2, unbanned])
      .when(decideOpenSession, signingIn, now)
      .thenHappens({ type: 'SessionOpened', data: signingIn.session });
  });

  it('is told to whom holds a token of a session that it ended, and to nobody else', () => {
    const history = [[0, registered], opened('s1', 0), [1, banned('spam')], [1, revoked('s1', 'BANNED')]] as const;
    given(...history)
      .when(decideRefreshSession, exchange('family-s1'), now)
      .thenRefuses('FORBIDDEN');
    given(...history)
      .when(decideRefreshSession, exchange('invented'), now)
      .thenRefuses('UNAUTHENTICATED');
    given(...history, [2, unbanned])
      .when(decideRefreshSession, exchange('family-s1'), now)
      .thenRefuses('UNAUTHENTICATED');
  });

  it('is lifted once', () => {
    given([0, registered], [1, banned()]).when(decideUnbanUser, { by: 'admin' }).thenHappens(unbanned);
    given([0, registered]).when(decideUnbanUser, { by: 'admin' }).thenHappens();
    given().when(decideUnbanUser, { by: 'admin' }).thenRefuses('NOT_FOUND', 'username');
  });
});
