import type { Room as RoomRecord } from '@confab/proto/rooms/v1/rooms_pb';
import { type Asking, createLoader } from '../context/loader.ts';

/** Rooms by id, as the viewer may see them. */
export function createRoomLoader(asking: Asking) {
  const { app, call } = asking;
  return createLoader<RoomRecord>(asking, async (ids) => {
    const found = await app.clients.rooms.getRooms({ ids: [...ids] }, call);
    return new Map(found.rooms.map((room) => [room.id, room]));
  });
}
