import { createUserLoader } from '../accounts/user.loader.ts';
import type { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { createRoomPresenceLoader } from '../presence/presence.loader.ts';

/** Most users that one page of `online` holds; the presence service's own limit. */
export const MAX_ONLINE = 500;

/** The first so many users who have the room open. */
export async function onlineUsers(roomId: string, first: number, context: GatewayContext): Promise<User[]> {
  const { userIds } = await context.useOpenly(createRoomPresenceLoader)(roomId, { first });
  return Promise.all(userIds.map((id) => context.useOpenly(createUserLoader)(id)));
}
