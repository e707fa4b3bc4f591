import type { AuthService } from '@confab/proto/auth/v1/auth_pb';
import { callOf } from '@confab/runtime/network/rpc/call';
import type { ServiceImpl } from '@connectrpc/connect';
import type { Accounts } from '../application/accounts.ts';
import { changeOwnPassword } from '../application/commands/change-password.ts';
import { logoutCaller, revokeOwnSession } from '../application/commands/end-session.ts';
import { login } from '../application/commands/login.ts';
import { refresh } from '../application/commands/refresh.ts';
import { registerUser } from '../application/commands/register.ts';
import { resetByLink } from '../application/commands/reset-password.ts';
import { updateOwnProfile } from '../application/commands/update-profile.ts';
import { findInvitation } from '../application/queries/entry-options.ts';
import { listSessions } from '../application/queries/sessions.ts';
import type { findSigningKeySet } from '../application/queries/signing-key-set.ts';
import { createAdministrationHandlers } from './administration-handlers.ts';
import type { Guards } from './guards.ts';
import { PASSWORD_METHOD, toPolicy, toSession, toTokens, toUser } from './messages.ts';
import { createUserHandlers } from './user-handlers.ts';

export interface AuthHandlersOptions {
  accounts: Accounts;
  signingKeySet(): ReturnType<typeof findSigningKeySet>;
  guards: Guards;
}

export function createAuthHandlers({
  accounts,
  signingKeySet,
  guards,
}: AuthHandlersOptions): ServiceImpl<typeof AuthService> {
  const { reader, clock } = accounts;
  return {
    async register({ username, password, displayName, device, address, invitation }, context) {
      guards.gateway(context);
      const input = { username, password, displayName, device, address, invitation };
      const issued = await registerUser(accounts, input, callOf(context));
      return { tokens: toTokens(issued) };
    },
    async login({ username, password, device, address }, context) {
      guards.gateway(context);
      const input = { username, password, device, address };
      return { tokens: toTokens(await login(accounts, input, callOf(context))) };
    },
    async resetPassword({ token, password, device, address }, context) {
      guards.gateway(context);
      const input = { token, password, device, address };
      return { tokens: toTokens(await resetByLink(accounts, input, callOf(context))) };
    },
    async refresh({ refreshToken }, context) {
      guards.gateway(context);
      return { tokens: toTokens(await refresh(accounts, refreshToken, callOf(context))) };
    },
    async logout(_request, context) {
      await logoutCaller(accounts, await guards.user(context), callOf(context));
      return {};
    },
    async changePassword({ currentPassword, newPassword }, context) {
      const by = { caller: await guards.user(context), request: callOf(context) };
      await changeOwnPassword(accounts, { currentPassword, newPassword }, by);
      return {};
    },
    async listSessions(_request, context) {
      const { userId, sessionId } = await guards.user(context);
      const sessions = await listSessions(reader, clock, userId);
      return { sessions: sessions.map((session) => toSession(session, sessionId)) };
    },
    async revokeSession({ sessionId }, context) {
      const by = { caller: await guards.user(context), request: callOf(context) };
      await revokeOwnSession(accounts, sessionId, by);
      return {};
    },
    async updateProfile({ displayName }, context) {
      const by = { caller: await guards.user(context), request: callOf(context) };
      return { user: toUser(await updateOwnProfile(accounts, { displayName }, by)) };
    },
    async getSigningKeys(_request, context) {
      guards.service(context);
      return signingKeySet();
    },
    async getEntryOptions(_request, context) {
      guards.service(context);
      return { registration: toPolicy(accounts.registration), signInMethods: [PASSWORD_METHOD] };
    },
    async getInvitation({ token, address }, context) {
      guards.gateway(context);
      const invitation = await findInvitation(accounts, { token, address });
      return invitation ? { invitation } : {};
    },
    ...createUserHandlers({ reader, guards }),
    ...createAdministrationHandlers({ accounts, guards }),
  };
}
