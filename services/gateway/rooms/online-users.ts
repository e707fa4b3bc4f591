import type { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';

/** Most users that one page of `online` holds; the presence service's own limit. */
export const MAX_ONLINE = 500;

/** The first so many users who have the room open. */
export async function onlineUsers(roomId: string, first: number, context: GatewayContext): Promise<User[]> {
  const { userIds } = await context.roomPresence(roomId, { first });
  return Promise.all(userIds.map((id) => context.user(id)));
}
