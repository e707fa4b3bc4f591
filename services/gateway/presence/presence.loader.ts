import type { RoomPresence, UserPresence } from '@confab/proto/rooms/v1/presence_pb';
import type { CallOptions } from '@connectrpc/connect';
import type DataLoader from 'dataloader';
import type { Clients } from '../execution/app.ts';
import { createLoader } from '../execution/loader.ts';

export function createUserPresenceLoader({ presence }: Clients, call: CallOptions) {
  return createLoader<UserPresence>(async (ids) => {
    const { users } = await presence.getUserPresence({ userIds: [...ids] }, call);
    return byKey(ids, users);
  });
}

/** Who is online in rooms, by the number of users asked for. */
export function createRoomPresenceLoaders({ presence }: Clients, call: CallOptions) {
  const loaders = new Map<number, DataLoader<string, RoomPresence | undefined>>();
  return (roomId: string, first: number): Promise<RoomPresence | undefined> => {
    let loader = loaders.get(first);
    if (!loader) {
      loader = createLoader<RoomPresence>(async (ids) => {
        const { rooms } = await presence.getRoomPresence({ roomIds: [...ids], first }, call);
        return byKey(ids, rooms);
      });
      loaders.set(first, loader);
    }
    return loader.load(roomId);
  };
}

function byKey<Value>(keys: readonly string[], values: readonly Value[]): Map<string, Value> {
  return new Map(keys.flatMap((key, at) => (values[at] === undefined ? [] : [[key, values[at]] as const])));
}
