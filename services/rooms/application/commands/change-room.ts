import { addressed, type Decision } from '@confab/runtime/eventlog/decider/decider';
import type { Payload } from '@confab/runtime/eventlog/decider/digest';
import type { CommandRunner } from '@confab/runtime/eventlog/decider/port';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { foldName } from '@confab/runtime/kernel/names/name';
import type { RoomEvent } from '../../domain/room/events.ts';
import type { Actor } from '../../domain/room/rights.ts';
import { type RoomState, roomStream } from '../../domain/room/state.ts';
import type { Users } from '../ports.ts';
import type { RoomDirectory } from '../room-directory.ts';
import { metaOf, type Request } from './request.ts';

export interface ChangeRoomDeps {
  runner: CommandRunner;
  directory: RoomDirectory;
  users: Users;
}

interface RoomVerb {
  command: string;
  room: string;
  /** The rest of what the command asks for. */
  says?: Payload;
  decide(room: RoomState): Decision<RoomEvent>;
}

/** Somebody to whom something is done. */
interface Target extends Actor {
  /** What is done is withheld from them: they block whoever does it. Only of verbs that ask. */
  isWithheld: boolean;
}

interface MemberVerb {
  command: string;
  room: string;
  username: string;
  /** The rest of what the command asks for. */
  says?: string | undefined;
  isWithheld?(target: Actor): Promise<boolean>;
  decide(room: RoomState, target: Target): Decision<RoomEvent>;
}

/** Runs one verb on a room found by name; returns the room's id. */
export function changeRoom(
  { runner, directory }: ChangeRoomDeps,
  request: Request,
  verb: RoomVerb,
): Promise<{ roomId: string }> {
  return runner.run({
    meta: metaOf(request, verb.command, [foldName(verb.room), ...(verb.says ?? [])]),
    prepare: async () => ({ roomId: await directory.idOf(verb.room) }),
    streams: ({ roomId }) => [roomStream(roomId)],
    decide({ roomId }, { hold }) {
      const stream = roomStream(roomId);
      return { ...addressed(stream, verb.decide(hold<RoomState>(stream).state)), result: { roomId } };
    },
  });
}

/**
 * The same for a verb that concerns another user. That user is looked up only for who may know of
 * the room: "no such user" would tell others that the room exists.
 */
export function changeMember(
  { runner, directory, users }: ChangeRoomDeps,
  request: Request,
  verb: MemberVerb,
): Promise<{ roomId: string }> {
  return runner.run({
    meta: metaOf(request, verb.command, [foldName(verb.room), foldName(verb.username), verb.says]),
    async prepare() {
      const roomId = await directory.idOf(verb.room);
      await directory.visible(roomId, request.actor);
      const found = await users.find(verb.username, request.call);
      if (!found) throw new AppError('NOT_FOUND', 'There is no such user.', { field: 'username' });
      const target: Target = { ...found, isWithheld: (await verb.isWithheld?.(found)) ?? false };
      return { roomId, target };
    },
    streams: ({ roomId }) => [roomStream(roomId)],
    decide({ roomId, target }, { hold }) {
      const stream = roomStream(roomId);
      return { ...addressed(stream, verb.decide(hold<RoomState>(stream).state, target)), result: { roomId } };
    },
  });
}
