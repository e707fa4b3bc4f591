import { specification } from '@confab/runtime/testing/specification';
import {
  banned,
  DAY_MS,
  deleted,
  LIFETIME_MS,
  newSession,
  opened,
  passwordChanged,
  registered,
  resetCreated,
  revoked,
} from '../test/user-history.ts';
import { decideResetPassword } from './reset-password.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);
const at = (atMs: number) =>
  [{ tokenHash: 'link-1', passwordHash: 'hash-2', session: newSession('s9', atMs) }, { atMs }] as const;

describe('resetPassword', () => {
  it('sets the password, ends every session and opens one', () => {
    given([0, registered], opened('s1', 0), opened('s2', 1), resetCreated('link-1', 2))
      .when(decideResetPassword, ...at(1000))
      .thenHappens(passwordChanged('hash-2'), revoked('s1', 'PASSWORD_CHANGED'), revoked('s2', 'PASSWORD_CHANGED'), {
        type: 'SessionOpened',
        data: newSession('s9', 1000),
      });
  });

  it('clears away sessions that expired by themselves', () => {
    given([0, registered], opened('s1', 0), resetCreated('link-1', LIFETIME_MS))
      .when(decideResetPassword, ...at(LIFETIME_MS + 1))
      .thenHappens(
        passwordChanged('hash-2'),
        { type: 'SessionExpired', data: { sessionId: 's1' } },
        { type: 'SessionOpened', data: newSession('s9', LIFETIME_MS + 1) },
      );
  });

  it('refuses a link that never was, or is for nobody', () => {
    given([0, registered])
      .when(decideResetPassword, ...at(1000))
      .thenRefuses('NOT_FOUND', 'token');
    given()
      .when(decideResetPassword, ...at(1000))
      .thenRefuses('NOT_FOUND', 'token');
  });

  it('refuses a link after its day', () => {
    given([0, registered], resetCreated('link-1', 0))
      .when(decideResetPassword, ...at(DAY_MS))
      .thenRefuses('NOT_FOUND', 'token');
  });

  it('refuses a link once a newer one was made', () => {
    given([0, registered], resetCreated('link-1', 0), resetCreated('link-2', 1))
      .when(decideResetPassword, ...at(1000))
      .thenRefuses('NOT_FOUND', 'token');
  });

  it.each([
    ['the password was changed, with the link or otherwise', passwordChanged('hash-2')],
    ['the user was banned', banned()],
    ['the account was deleted', deleted],
  ])('refuses a link once %s', (_what, event) => {
    given([0, registered], resetCreated('link-1', 0), [1, event])
      .when(decideResetPassword, ...at(1000))
      .thenRefuses('NOT_FOUND', 'token');
  });
});
