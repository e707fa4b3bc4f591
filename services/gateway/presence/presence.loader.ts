import type { RoomPresence, UserPresence } from '@confab/proto/rooms/v1/presence_pb';
import { type Asking, createLoader, createPageLoader, type PageLoader } from '../context/loader.ts';

export function createUserPresenceLoader(asking: Asking) {
  const { app, call } = asking;
  return createLoader<UserPresence>(asking, async (ids) => {
    const { users } = await app.clients.presence.getUserPresence({ userIds: [...ids] }, call);
    return byKey(ids, users);
  });
}

/** Who is online in rooms, by the number of users asked for. */
export function createRoomPresenceLoader(asking: Asking): PageLoader<{ first: number }, RoomPresence> {
  const { app, call } = asking;
  return createPageLoader(asking, async (ids, { first }) => {
    const { rooms } = await app.clients.presence.getRoomPresence({ roomIds: [...ids], first }, call);
    return byKey(ids, rooms);
  });
}

function byKey<Value>(keys: readonly string[], values: readonly Value[]): Map<string, Value> {
  return new Map(keys.flatMap((key, at) => (values[at] === undefined ? [] : [[key, values[at]] as const])));
}
