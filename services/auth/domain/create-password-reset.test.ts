import { specification } from '@confab/runtime/testing/specification';
import { banned, DAY_MS, deleted, registered } from '../test/user-history.ts';
import { decideCreatePasswordReset } from './create-password-reset.ts';
import { userKind } from './user.ts';

const { given } = specification(userKind);
const now = { atMs: 1000 };
const command = { by: 'admin', tokenHash: 'link-1' };

describe('createPasswordReset', () => {
  it('makes a link that works for a day', () => {
    given([0, registered])
      .when(decideCreatePasswordReset, command, now)
      .thenHappens({
        type: 'PasswordResetCreated',
        data: { by: 'admin', tokenHash: 'link-1', expiresAtMs: 1000 + DAY_MS },
      });
  });

  it('refuses where there is no account, or not any more', () => {
    given().when(decideCreatePasswordReset, command, now).thenRefuses('NOT_FOUND', 'username');
    given([0, registered], [1, deleted])
      .when(decideCreatePasswordReset, command, now)
      .thenRefuses('NOT_FOUND', 'username');
  });

  it('refuses for a banned user, whom a new password would not let in', () => {
    given([0, registered], [1, banned()]).when(decideCreatePasswordReset, command, now).thenRefuses('CONFLICT');
  });
});
