import type { AuthService } from '@confab/proto/auth/v1/auth_pb';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { callOf } from '@confab/runtime/network/rpc/call';
import type { HandlerContext, ServiceImpl } from '@connectrpc/connect';
import type { Accounts } from '../application/accounts.ts';
import { isAdministrator } from '../application/administrators.ts';
import { type Administration, createAdministerUsers } from '../application/commands/administer-user.ts';
import { createInvitationLink } from '../application/commands/create-invitation.ts';
import { createResetLink } from '../application/commands/create-password-reset.ts';
import { revokeInvitationLink } from '../application/commands/revoke-invitation.ts';
import { findBans } from '../application/queries/users.ts';
import type { Guards } from './guards.ts';
import { roleOf, toBan, toUser } from './messages.ts';

type Methods =
  | 'getBans'
  | 'setServerRole'
  | 'banUser'
  | 'unbanUser'
  | 'updateUser'
  | 'deleteUser'
  | 'createPasswordReset'
  | 'createInvitationLink'
  | 'revokeInvitationLink';

/** What administrators do with other people's accounts. */
export function createAdministrationHandlers({
  accounts,
  guards,
}: {
  accounts: Accounts;
  guards: Guards;
}): Pick<ServiceImpl<typeof AuthService>, Methods> {
  const administer = createAdministerUsers(accounts);
  const on = async (username: string, context: HandlerContext): Promise<Administration> => ({
    username,
    caller: await guards.administrator(context),
    request: callOf(context),
  });
  return {
    async getBans({ userIds }, context) {
      const { userId } = await guards.user(context);
      if (!(await isAdministrator(accounts.runner, userId))) return { bans: [] };
      return { bans: (await findBans(accounts.reader, userIds)).map(toBan) };
    },
    async setServerRole({ username, role: code }, context) {
      const administration = await on(username, context);
      const role = roleOf(code);
      if (!role) throw badInput('role', 'Name a role.');
      return { user: toUser(await administer.setRole(role, administration)) };
    },
    async banUser({ username, reason }, context) {
      return { user: toUser(await administer.ban(reason, await on(username, context))) };
    },
    async unbanUser({ username }, context) {
      return { user: toUser(await administer.unban(await on(username, context))) };
    },
    async updateUser({ username, displayName }, context) {
      return { user: toUser(await administer.update(displayName, await on(username, context))) };
    },
    async createPasswordReset({ username }, context) {
      return createResetLink(accounts, await on(username, context));
    },
    async createInvitationLink({ uses, expiresInHours }, context) {
      const by = { caller: await guards.administrator(context), request: callOf(context) };
      return createInvitationLink(accounts, { uses, expiresInHours }, by);
    },
    async revokeInvitationLink({ id }, context) {
      const by = { caller: await guards.administrator(context), request: callOf(context) };
      await revokeInvitationLink(accounts, id, by);
      return {};
    },
    async deleteUser({ username }, context) {
      return { user: toUser(await administer.delete(await on(username, context))) };
    },
  };
}
