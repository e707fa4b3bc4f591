import type { CommandRunner } from '@confab/runtime/decider/port';
import type { Ids } from '@confab/runtime/ids/port';
import { parseName } from '@confab/runtime/names/name';
import { decideCreate } from '../../domain/room/create.ts';
import type { PostingPolicy, RoomVisibility } from '../../domain/room/events.ts';
import { roomStream } from '../../domain/room/state.ts';
import { type RoomNameEvent, type RoomNameState, roomNameStream } from '../../domain/room-name.ts';
import { metaOf, type Request } from './request.ts';

export interface CreateRoomInput {
  name: string;
  topic?: string | undefined;
  visibility: RoomVisibility;
  posting: PostingPolicy;
}

/** Creates the room and claims its name in one commit; returns the room's id. */
export function createRoom(
  { runner, ids }: { runner: CommandRunner; ids: Ids },
  request: Request,
  input: CreateRoomInput,
): Promise<{ roomId: string }> {
  return runner.run({
    meta: metaOf(request, 'CreateRoom', [input.name.normalize('NFC'), input.topic, input.visibility, input.posting]),
    prepare: async () => ({ roomId: ids.next(), name: parseName('name', input.name) }),
    streams: ({ roomId, name }) => [roomNameStream(name), roomStream(roomId)],
    decide({ roomId, name }, { hold }) {
      const claim = roomNameStream(name);
      const taken = hold<RoomNameState>(claim).state.roomId !== null;
      const owner = { ownerId: request.actor.userId, ownerName: request.username };
      const events = decideCreate({ ...input, name: name.shown, ...owner }, taken);
      const claimed: RoomNameEvent = { type: 'RoomNameClaimed', data: { roomId } };
      return {
        events: [{ stream: claim, event: claimed }, ...events.map((event) => ({ stream: roomStream(roomId), event }))],
        result: { roomId },
      };
    },
  });
}
