import { specification } from '@confab/runtime/testing/specification';
import { deleted, newSession, opened, promoted, registered, revoked } from '../test/user-history.ts';
import { decideDeleteAccount } from './delete-account.ts';
import { decideOpenSession } from './open-session.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);
const now = { atMs: 10 };
const command = { by: 'admin' };

describe('deleting an account', () => {
  it('ends its sessions and leaves nothing to show but the username', () => {
    given([0, registered], opened('s1', 0))
      .when(decideDeleteAccount, command, now)
      .thenHappens(revoked('s1', 'ACCOUNT_DELETED'), deleted);
  });

  it('happens once', () => {
    given([0, registered], [1, deleted]).when(decideDeleteAccount, command, now).thenRefuses('NOT_FOUND', 'username');
  });

  it('refuses an administrator', () => {
    given([0, registered], [1, promoted]).when(decideDeleteAccount, command, now).thenRefuses('CONFLICT');
  });

  it('leaves no password that opens a session', () => {
    const session = newSession('s9', 10);
    for (const verifiedHash of ['hash-1', '']) {
      given([0, registered], [1, deleted])
        .when(decideOpenSession, { session, verifiedHash }, now)
        .thenRefuses('UNAUTHENTICATED');
    }
  });
});
