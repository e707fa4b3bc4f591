import { specification } from '@confab/runtime/testing/specification';
import { LIFETIME_MS, opened, passwordChanged, registered, revoked } from '../test/user-history.ts';
import { decideChangePassword } from './change-password.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);
const now = { atMs: 1000 };
const command = { sessionId: 's2', verifiedHash: 'hash-1', passwordHash: 'hash-2' };

describe('changePassword', () => {
  it('sets the password and ends every other session', () => {
    given([0, registered], opened('s1', 0), opened('s2', 1), opened('s3', 2))
      .when(decideChangePassword, command, now)
      .thenHappens(passwordChanged('hash-2'), revoked('s1', 'PASSWORD_CHANGED'), revoked('s3', 'PASSWORD_CHANGED'));
  });

  it('says nothing of sessions that expired by themselves', () => {
    given([0, registered], opened('s1', 0), opened('s2', 1000))
      .when(decideChangePassword, command, { atMs: LIFETIME_MS })
      .thenHappens(passwordChanged('hash-2'));
  });

  it('refuses a session that was revoked meanwhile', () => {
    given([0, registered], opened('s2', 0), [1, revoked('s2', 'REVOKED')])
      .when(decideChangePassword, command, now)
      .thenRefuses('UNAUTHENTICATED');
  });

  it('refuses when another change was faster', () => {
    given([0, registered], opened('s2', 0), [1, passwordChanged('hash-3')])
      .when(decideChangePassword, command, now)
      .thenRefuses('BAD_USER_INPUT', 'currentPassword');
  });
});
