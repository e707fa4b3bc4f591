import type { Room as RoomRecord } from '@confab/proto/rooms/v1/rooms_pb';
import type { CallOptions } from '@connectrpc/connect';
import type { Clients } from '../execution/app.ts';
import { createLoader } from '../execution/loader.ts';

/** Rooms by id, as the viewer may see them. */
export function createRoomLoader({ rooms }: Clients, call: CallOptions) {
  return createLoader<RoomRecord>(async (ids) => {
    const found = await rooms.getRooms({ ids: [...ids] }, call);
    return new Map(found.rooms.map((room) => [room.id, room]));
  });
}
