import type { CommandRunner } from '@confab/runtime/eventlog/decider/port';
import { addressedName } from '@confab/runtime/kernel/names/name';
import { type Actor, noSuchRoom, requireVisible } from '../domain/room/rights.ts';
import { initialRoom, type RoomState, roomStream } from '../domain/room/state.ts';
import { type RoomNameState, roomNameStream } from '../domain/room-name.ts';

/**
 * Rooms as they stand, with everything that any replica committed before it was asked; a room in
 * use costs a look at its head.
 */
export interface RoomDirectory {
  /**
   * Id of the living room of that name in any letter case. NOT_FOUND where there is none, names
   * that cannot exist included.
   */
  idOf(name: string): Promise<string>;
  /** The living room of that name with its state. NOT_FOUND where there is none. */
  find(name: string): Promise<{ id: string; room: RoomState }>;
  /** Committed or about to be; an absent room's state for any id. Not to be changed. */
  state(roomId: string): Promise<RoomState>;
  /** NOT_FOUND where the actor may not know of the room. */
  visible(roomId: string, actor: Actor): Promise<RoomState>;
}

const FRESH = { fresh: true };
/** What ids look like; anything else would only fill the cache. */
const ROOM_ID = /^[0-9A-Za-z]{1,40}$/;

export function createRoomDirectory(runner: Pick<CommandRunner, 'peek' | 'glance'>): RoomDirectory {
  const state = async (roomId: string): Promise<RoomState> => {
    if (!ROOM_ID.test(roomId)) return initialRoom();
    const known = runner.glance<RoomState>(roomStream(roomId));
    return (known ?? (await runner.peek<RoomState>(roomStream(roomId), FRESH))).state;
  };
  const streamOf = (name: string): string => {
    const folded = addressedName(name);
    if (folded === undefined) throw noSuchRoom();
    return roomNameStream({ folded });
  };
  const owner = async (stream: string, options?: typeof FRESH): Promise<string> => {
    const { roomId } = (await runner.peek<RoomNameState>(stream, options)).state;
    if (roomId === null) throw noSuchRoom();
    return roomId;
  };
  /** Every post asks for its room: where both streams are at hand, nothing waits. */
  const glanceAt = (stream: string): { id: string; room: RoomState } | undefined => {
    const id = runner.glance<RoomNameState>(stream)?.state.roomId;
    const room = id ? runner.glance<RoomState>(roomStream(id)) : undefined;
    return id && room ? { id, room: room.state } : undefined;
  };
  return {
    state,
    idOf: async (name) => owner(streamOf(name), FRESH),
    async find(name) {
      const stream = streamOf(name);
      const known = glanceAt(stream);
      if (known) return known;
      const likely = (await runner.peek<RoomNameState>(stream)).state.roomId;
      // Names hardly ever change hands: both looks go out together.
      const [id, room] = await Promise.all([owner(stream, FRESH), state(likely ?? '')]);
      return { id, room: id === likely ? room : await state(id) };
    },
    async visible(roomId, actor) {
      const room = await state(roomId);
      requireVisible(room, actor);
      return room;
    },
  };
}
