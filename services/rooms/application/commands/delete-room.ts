import type { CommandRunner } from '@confab/runtime/decider/port';
import { foldName } from '@confab/runtime/names/name';
import { decideDelete } from '../../domain/room/delete.ts';
import { type RoomState, roomStream } from '../../domain/room/state.ts';
import { type RoomNameEvent, roomNameStream } from '../../domain/room-name.ts';
import type { RoomDirectory } from '../room-directory.ts';
import { metaOf, type Request } from './request.ts';

/** Deletes the room and frees its name in one commit. */
export function deleteRoom(
  { runner, directory }: { runner: CommandRunner; directory: RoomDirectory },
  request: Request,
  { room }: { room: string },
): Promise<{ roomId: string }> {
  const folded = foldName(room);
  const claim = roomNameStream({ folded });
  return runner.run({
    meta: metaOf(request, 'DeleteRoom', [folded]),
    prepare: async () => ({ roomId: await directory.idOf(room) }),
    streams: ({ roomId }) => [claim, roomStream(roomId)],
    decide({ roomId }, { hold }) {
      const stream = roomStream(roomId);
      const events = decideDelete(hold<RoomState>(stream).state, { actor: request.actor });
      const released: RoomNameEvent = { type: 'RoomNameReleased', data: { roomId } };
      return {
        events: [...events.map((event) => ({ stream, event })), { stream: claim, event: released }],
        result: { roomId },
      };
    },
  });
}
