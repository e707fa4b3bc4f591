import type { RoomLinks } from '@confab/proto/rooms/v1/rooms_pb';
import { askEach } from '@confab/runtime/network/rpc/ask-each';
import { type Asking, createLoader } from '../context/loader.ts';

/** Links of rooms that work, by the rooms' ids. */
export function createRoomLinksLoader(asking: Asking) {
  const { app, call } = asking;
  return createLoader<RoomLinks>(asking, (ids) =>
    askEach(ids, async (roomIds) => (await app.clients.rooms.listLinksOfRooms({ roomIds }, call)).rooms),
  );
}
