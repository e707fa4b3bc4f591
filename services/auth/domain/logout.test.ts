import { specification } from '@confab/runtime/testing/specification';
import { LIFETIME_MS, opened, registered, revoked } from '../test/user-history.ts';
import { decideLogout } from './logout.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);
const now = { atMs: 1000 };
const command = { sessionId: 's1' };

describe('logout', () => {
  it('ends the session the user asks from and no other', () => {
    given([0, registered], opened('s1', 0), opened('s2', 1))
      .when(decideLogout, command, now)
      .thenHappens(revoked('s1', 'LOGOUT'));
  });

  it('does nothing when the session has ended already', () => {
    given([0, registered], opened('s1', 0), [1, revoked('s1', 'REVOKED')])
      .when(decideLogout, command, now)
      .thenHappens();
  });

  it('does nothing when the session has expired', () => {
    given([0, registered], opened('s1', 0)).when(decideLogout, command, { atMs: LIFETIME_MS }).thenHappens();
  });
});
