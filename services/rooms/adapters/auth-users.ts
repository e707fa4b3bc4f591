import { AuthService, ServerRole } from '@confab/proto/auth/v1/auth_pb';
import { foldName } from '@confab/runtime/kernel/names/name';
import { withCall } from '@confab/runtime/network/rpc/call';
import type { Rpc } from '@confab/runtime/network/rpc/port';
import type { Users } from '../application/ports.ts';

/** Users by name, asked from the auth service with the token of who wants to know. */
export function createAuthUsers(rpc: Rpc): Users {
  const auth = rpc.client(AuthService);
  return {
    async find(username, { token, correlationId }) {
      const call = { correlationId, ...(token !== undefined && { token }) };
      const { users } = await auth.getUsers({ usernames: [username] }, withCall(call));
      const user = users.find((candidate) => foldName(candidate.username) === foldName(username));
      return user && { userId: user.id, isAdmin: user.role === ServerRole.ADMIN };
    },
    async names(userIds, { token, correlationId }) {
      const call = { correlationId, ...(token !== undefined && { token }) };
      const { users } = await auth.getUsers({ ids: [...userIds] }, withCall(call));
      return new Map(users.map(({ id, username, displayName }) => [id, [username, displayName]]));
    },
    async search(text, { token, correlationId }) {
      const call = { correlationId, ...(token !== undefined && { token }) };
      const { userIds, isComplete } = await auth.findUserIds({ search: text }, withCall(call));
      return isComplete ? new Set(userIds) : undefined;
    },
    async administrates(userId, { correlationId }) {
      // On this service's own behalf: whoever opens a link may have no account.
      const { users } = await auth.getUsers({ ids: [userId] }, withCall({ correlationId }));
      return users[0]?.role === ServerRole.ADMIN;
    },
  };
}
