import { addressed } from '@confab/runtime/eventlog/decider/decider';
import { decideChangePassword } from '../../domain/change-password.ts';
import { wrongCurrentPassword } from '../../domain/errors.ts';
import { checkNewPassword, couldBePassword } from '../../domain/password-rule.ts';
import { type UserState, userStream } from '../../domain/user.ts';
import { type Accounts, type CallerSession, metaOf, type RequestIds } from '../accounts.ts';
import type { CredentialsDocument } from '../projections.ts';

export interface ChangePasswordInput {
  currentPassword: string;
  newPassword: string;
}

/**
 * Changes the caller's password and ends their other sessions. Throws BAD_USER_INPUT naming
 * `newPassword`, or `currentPassword` if that is wrong; RATE_LIMITED during the pause that wrong
 * ones bring. That pause is not the one of logins: who guesses at the front door cannot keep the
 * owner from changing the lock.
 */
export async function changeOwnPassword(
  accounts: Accounts,
  input: ChangePasswordInput,
  { caller, request }: { caller: CallerSession; request: RequestIds },
): Promise<void> {
  const { runner, reader, passwords, failures } = accounts;
  const { userId, sessionId } = caller;
  checkNewPassword('newPassword', input.newPassword);
  const stream = userStream(userId);

  const verify = async (): Promise<string | undefined> => {
    const credentials = await reader.get<CredentialsDocument>('credentials', [userId]);
    const password = input.currentPassword;
    const isRight = couldBePassword(password) && (await passwords.verify(credentials?.passwordHash, password));
    return isRight ? credentials?.passwordHash : undefined;
  };

  await runner.run({
    meta: metaOf(accounts, caller, { request, command: 'ChangePassword' }),
    async prepare() {
      const verifiedHash = await failures.attempt(`change ${userId}`, verify);
      if (!verifiedHash) throw wrongCurrentPassword();
      return { verifiedHash, passwordHash: await passwords.hash(input.newPassword) };
    },
    streams: () => [stream],
    decide: (hashes, context) =>
      addressed(stream, decideChangePassword(context.hold<UserState>(stream).state, { sessionId, ...hashes }, context)),
  });
}
