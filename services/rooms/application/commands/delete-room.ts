import { addressed } from '@confab/runtime/eventlog/decider/decider';
import type { CommandRunner } from '@confab/runtime/eventlog/decider/port';
import { foldName } from '@confab/runtime/kernel/names/name';
import { nameKeys } from '@confab/runtime/kernel/names/name-key';
import { decideDelete } from '../../domain/room/delete.ts';
import { type RoomState, roomStream } from '../../domain/room/state.ts';
import {
  type RoomNameEvent,
  type RoomNameKeyEvent,
  type RoomNameState,
  roomNameKeyStream,
  roomNameStream,
} from '../../domain/room-name.ts';
import type { RoomDirectory } from '../room-directory.ts';
import { metaOf, type Request } from './request.ts';

/** Deletes the room, and frees its name and what that looks like, in one commit. */
export function deleteRoom(
  { runner, directory }: { runner: CommandRunner; directory: RoomDirectory },
  request: Request,
  { room }: { room: string },
): Promise<{ roomId: string }> {
  const folded = foldName(room);
  const claim = roomNameStream({ folded });
  return runner.run({
    meta: metaOf(request, 'DeleteRoom', [folded]),
    async prepare() {
      const { id: roomId, room: found } = await directory.find(room);
      return { roomId, keys: nameKeys(found.name) };
    },
    streams: ({ roomId, keys }) => [claim, ...keys.map(roomNameKeyStream), roomStream(roomId)],
    decide({ roomId, keys }, { hold }) {
      const stream = roomStream(roomId);
      const deleted = decideDelete(hold<RoomState>(stream).state, { actor: request.actor });
      const released: RoomNameEvent = { type: 'RoomNameReleased', data: { roomId } };
      // A room of before keys were claimed has none; another room may have claimed one since it was
      // deleted.
      const owned = keys.filter((key) => hold<RoomNameState>(roomNameKeyStream(key)).state.roomId === roomId);
      const releasedKeys = owned.map((key) => {
        const event: RoomNameKeyEvent = { type: 'RoomNameKeyReleased', data: { roomId, key } };
        return { stream: roomNameKeyStream(key), event };
      });
      return {
        events: [...addressed(stream, deleted).events, { stream: claim, event: released }, ...releasedKeys],
        result: { roomId },
      };
    },
  });
}
