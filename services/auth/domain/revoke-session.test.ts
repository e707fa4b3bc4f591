import { specification } from '../test/given.ts';
import { LIFETIME_MS, opened, registered, revoked } from '../test/user-history.ts';
import { revokeSession } from './revoke-session.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);
const command = { sessionId: 's1', atMs: 1000 };

describe('revokeSession', () => {
  it('ends a session of the user', () => {
    given([0, registered], opened('s1', 0), opened('s2', 1))
      .when(revokeSession, command)
      .thenHappens(revoked('s1', 'REVOKED'));
  });

  it('does not find a session of somebody else', () => {
    given([0, registered], opened('s2', 1)).when(revokeSession, command).thenRefuses('NOT_FOUND');
  });

  it('does not find a session that was revoked or has expired', () => {
    given([0, registered], opened('s1', 0), [1, revoked('s1', 'LOGOUT')])
      .when(revokeSession, command)
      .thenRefuses('NOT_FOUND');
    given([0, registered], opened('s1', 0))
      .when(revokeSession, { ...command, atMs: LIFETIME_MS })
      .thenRefuses('NOT_FOUND');
  });
});
