import { specification } from '@confab/runtime/testing/specification';
import { LIFETIME_MS, opened, registered, revoked } from '../test/user-history.ts';
import { decideRevokeSession } from './revoke-session.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);
const now = { atMs: 1000 };
const command = { sessionId: 's1' };

describe('revokeSession', () => {
  it('ends a session of the user', () => {
    given([0, registered], opened('s1', 0), opened('s2', 1))
      .when(decideRevokeSession, command, now)
      .thenHappens(revoked('s1', 'REVOKED'));
  });

  it('does not find a session of somebody else', () => {
    given([0, registered], opened('s2', 1)).when(decideRevokeSession, command, now).thenRefuses('NOT_FOUND');
  });

  it('does not find a session that was revoked or has expired', () => {
    given([0, registered], opened('s1', 0), [1, revoked('s1', 'LOGOUT')])
      .when(decideRevokeSession, command, now)
      .thenRefuses('NOT_FOUND');
    given([0, registered], opened('s1', 0))
      .when(decideRevokeSession, command, { atMs: LIFETIME_MS })
      .thenRefuses('NOT_FOUND');
  });
});
