import { specification } from '../test/given.ts';
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
import { banUser } from './ban-user.ts';
import { openSession } from './open-session.ts';
import { refreshSession } from './refresh-session.ts';
import { unbanUser } from './unban-user.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);
const command = { by: 'admin', reason: ' spam ', atMs: 10 };
const unbanned = { type: 'UserUnbanned', data: { by: 'admin' } } as const;

const signingIn = { session: newSession('s9', 10), verifiedHash: 'hash-1', atMs: 10 };
const exchange = (family: string) => ({
  sessionId: 's1',
  presented: { familyHash: family, tokenHash: 's1-token-1' },
  tokenHash: 's1-token-2',
  expiresAtMs: 10 + LIFETIME_MS,
  atMs: 10,
  graceMs: 10,
});

describe('banning a user', () => {
  it('ends every open session', () => {
    given([0, registered], opened('s1', 0), opened('s2', 1))
      .when(banUser, command)
      .thenHappens(banned('spam'), revoked('s1', 'BANNED'), revoked('s2', 'BANNED'));
  });

  it('changes nothing the second time', () => {
    given([0, registered], [1, banned()]).when(banUser, command).thenHappens();
  });

  it.each([
    ['an administrator', [promoted], command, 'CONFLICT'],
    ['a deleted account', [deleted], command, 'NOT_FOUND'],
    ['oneself', [], { ...command, by: 'u1' }, 'BAD_USER_INPUT'],
    ['with a reason of two lines', [], { ...command, reason: 'a\nb' }, 'BAD_USER_INPUT'],
    ['with a reason that is too long', [], { ...command, reason: 'a'.repeat(251) }, 'BAD_USER_INPUT'],
  ] as const)('refuses %s', (_case, history, refused, code) => {
    given([0, registered], ...history.map((event) => [1, event] as const))
      .when(banUser, refused)
      .thenRefuses(code);
  });

  it('keeps the user from signing in, until it is lifted', () => {
    given([0, registered], [1, banned()]).when(openSession, signingIn).thenRefuses('FORBIDDEN');
    given([0, registered], [1, banned()])
      .when(openSession, { ...signingIn, verifiedHash: 'hash-0' })
      .thenRefuses('UNAUTHENTICATED');
    given([0, registered], [1, banned()], [2, unbanned])
      .when(openSession, signingIn)
      .thenHappens({ type: 'SessionOpened', data: signingIn.session });
  });

  it('is told to whom holds a token of a session that it ended, and to nobody else', () => {
    const history = [[0, registered], opened('s1', 0), [1, banned('spam')], [1, revoked('s1', 'BANNED')]] as const;
    given(...history)
      .when(refreshSession, exchange('family-s1'))
      .thenRefuses('FORBIDDEN');
    given(...history)
      .when(refreshSession, exchange('invented'))
      .thenRefuses('UNAUTHENTICATED');
    given(...history, [2, unbanned])
      .when(refreshSession, exchange('family-s1'))
      .thenRefuses('UNAUTHENTICATED');
  });

  it('is lifted once', () => {
    given([0, registered], [1, banned()]).when(unbanUser, { by: 'admin' }).thenHappens(unbanned);
    given([0, registered]).when(unbanUser, { by: 'admin' }).thenHappens();
    given().when(unbanUser, { by: 'admin' }).thenRefuses('NOT_FOUND');
  });
});
