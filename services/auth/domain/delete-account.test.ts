import { specification } from '../test/given.ts';
import { deleted, newSession, opened, promoted, registered, revoked } from '../test/user-history.ts';
import { deleteAccount } from './delete-account.ts';
import { openSession } from './open-session.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);
const command = { by: 'admin', atMs: 10 };

describe('deleting an account', () => {
  it('ends its sessions and leaves nothing to show but the username', () => {
    given([0, registered], opened('s1', 0))
      .when(deleteAccount, command)
      .thenHappens(revoked('s1', 'ACCOUNT_DELETED'), deleted);
  });

  it('happens once', () => {
    given([0, registered], [1, deleted]).when(deleteAccount, command).thenRefuses('NOT_FOUND');
  });

  it('refuses an administrator', () => {
    given([0, registered], [1, promoted]).when(deleteAccount, command).thenRefuses('CONFLICT');
  });

  it('leaves no password that opens a session', () => {
    const session = newSession('s9', 10);
    for (const verifiedHash of ['hash-1', '']) {
      given([0, registered], [1, deleted])
        .when(openSession, { session, verifiedHash, atMs: 10 })
        .thenRefuses('UNAUTHENTICATED');
    }
  });
});
