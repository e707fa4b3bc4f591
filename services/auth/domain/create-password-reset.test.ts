import { specification } from '../test/given.ts';
import { banned, DAY_MS, deleted, registered } from '../test/user-history.ts';
import { createPasswordReset } from './create-password-reset.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);
const command = { by: 'admin', tokenHash: 'link-1', atMs: 1000 };

describe('createPasswordReset', () => {
  it('makes a link that works for a day', () => {
    given([0, registered])
      .when(createPasswordReset, command)
      .thenHappens({
        type: 'PasswordResetCreated',
        data: { by: 'admin', tokenHash: 'link-1', expiresAtMs: 1000 + DAY_MS },
      });
  });

  it('refuses where there is no account, or not any more', () => {
    given().when(createPasswordReset, command).thenRefuses('NOT_FOUND');
    given([0, registered], [1, deleted]).when(createPasswordReset, command).thenRefuses('NOT_FOUND');
  });

  it('refuses for a banned user, whom a new password would not let in', () => {
    given([0, registered], [1, banned()]).when(createPasswordReset, command).thenRefuses('CONFLICT');
  });
});
