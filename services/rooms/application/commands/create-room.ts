import { addressed } from '@confab/runtime/eventlog/decider/decider';
import type { CommandRunner } from '@confab/runtime/eventlog/decider/port';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import { parseName } from '@confab/runtime/kernel/names/name';
import { decideCreate } from '../../domain/room/create.ts';
import type { PostingPolicy, RoomVisibility } from '../../domain/room/events.ts';
import { roomStream } from '../../domain/room/state.ts';
import {
  type RoomNameEvent,
  type RoomNameKeyEvent,
  type RoomNameState,
  roomNameKeyStream,
  roomNameStream,
} from '../../domain/room-name.ts';
import { isKeyTaken } from '../projections/name-keys.ts';
import { metaOf, type Request } from './request.ts';

export interface CreateRoomInput {
  name: string;
  displayName?: string | undefined;
  topic?: string | undefined;
  visibility: RoomVisibility;
  posting: PostingPolicy;
}

/**
 * Creates the room, and claims its name and what that looks like, in one commit; returns the room's
 * id.
 */
export function createRoom(
  { runner, ids, projections }: { runner: CommandRunner; ids: Ids; projections: ProjectionReader },
  request: Request,
  input: CreateRoomInput,
): Promise<{ roomId: string }> {
  const says = [input.name.normalize('NFC'), input.topic, input.visibility, input.posting];
  // Repeats of requests from before there were display names say what they said.
  if (input.displayName) says.push(input.displayName);
  return runner.run({
    meta: metaOf(request, 'CreateRoom', says),
    async prepare() {
      const name = parseName('name', input.name);
      return { roomId: ids.next(), name, looksTaken: await isKeyTaken(projections, name.keys) };
    },
    streams: ({ roomId, name }) => [roomNameStream(name), ...name.keys.map(roomNameKeyStream), roomStream(roomId)],
    decide({ roomId, name, looksTaken }, { hold }) {
      const claim = roomNameStream(name);
      const hasRoom = (stream: string) => hold<RoomNameState>(stream).state.roomId !== null;
      const owner = { ownerId: request.actor.userId, ownerName: request.username };
      const use = {
        isTaken: hasRoom(claim),
        looksTaken: looksTaken || name.keys.map(roomNameKeyStream).some(hasRoom),
      };
      const created = decideCreate(use, { ...input, name: name.shown, ...owner });
      const claimed: RoomNameEvent = { type: 'RoomNameClaimed', data: { roomId } };
      const claimedKeys = name.keys.map((key) => {
        const event: RoomNameKeyEvent = { type: 'RoomNameKeyClaimed', data: { roomId, key } };
        return { stream: roomNameKeyStream(key), event };
      });
      return {
        events: [{ stream: claim, event: claimed }, ...claimedKeys, ...addressed(roomStream(roomId), created).events],
        result: { roomId },
      };
    },
  });
}
