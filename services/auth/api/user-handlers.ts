import { type AuthService, UserOrder } from '@confab/proto/auth/v1/auth_pb';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import type { ServiceImpl } from '@connectrpc/connect';
import { findFinalNames, findUserIds, findUsers, listUsers } from '../application/queries/users.ts';
import type { Guards } from './guards.ts';
import { roleOf, toUser } from './messages.ts';

const ORDERS = {
  [UserOrder.UNSPECIFIED]: 'NAME',
  [UserOrder.NAME]: 'NAME',
  [UserOrder.NEWEST]: 'NEWEST',
} as const;

type UserHandlers = Pick<ServiceImpl<typeof AuthService>, 'getUsers' | 'listUsers' | 'findUserIds'>;

/** Handlers that look users up. */
export function createUserHandlers({ reader, guards }: { reader: ProjectionReader; guards: Guards }): UserHandlers {
  return {
    async getUsers({ ids, usernames, withFinalUsernames }, context) {
      await guards.userOrService(context);
      const users = (await findUsers(reader, { ids, usernames })).map(toUser);
      return { users, finalUsernames: withFinalUsernames ? await findFinalNames(reader, usernames) : [] };
    },
    async listUsers({ search, role, banned, order, first, after }, context) {
      const { userId } = await (banned === undefined ? guards.user(context) : guards.administrator(context));
      const shown = { search, role: roleOf(role), banned, order: ORDERS[order], owner: userId };
      const { users, ...page } = await listUsers(reader, { ...shown, first, after });
      return { users: users.map(toUser), ...page };
    },
    async findUserIds({ search }, context) {
      const { userId } = await guards.user(context);
      return findUserIds(reader, { search, owner: userId });
    },
  };
}
