import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import { inTurns } from '@confab/runtime/kernel/turns/in-turns';
import type { RoomRole } from '../../domain/room/events.ts';
import { type Actor, canSee, noSuchRoom } from '../../domain/room/rights.ts';
import type { RoomState } from '../../domain/room/state.ts';
import type { LobbyRoom } from '../lobby/lobby.ts';
import type { RoomDirectory } from '../room-directory.ts';

/** A room as one user sees it. */
export interface RoomView extends Omit<LobbyRoom, 'folded' | 'searched' | 'activityAtMs' | 'seq'> {
  /** The user's own. */
  role: RoomRole | undefined;
}

export interface RoomViews {
  /**
   * NOT_FOUND for a room that is gone. The actor's right to see it is not checked: for answers to
   * the actor's own commands.
   */
  of(roomId: string, actor: Actor): Promise<RoomView>;
  /** Those of the rooms, by name and by id, that the actor may see, each once. */
  visible(wanted: { names: readonly string[]; ids: readonly string[] }, actor: Actor): Promise<RoomView[]>;
}

export interface RoomViewsDeps {
  directory: RoomDirectory;
  onlineCount(roomId: string): number;
  /** How many rooms to read at one time. */
  atOnce: number;
}

export function createRoomViews({ directory, onlineCount, atOnce }: RoomViewsDeps): RoomViews {
  const view = (id: string, room: RoomState, actor: Actor): RoomView => ({
    id,
    name: room.name,
    displayName: room.displayName ?? room.name,
    topic: room.topic,
    visibility: room.visibility,
    posting: room.posting,
    createdAtMs: room.createdAtMs,
    archivedAtMs: room.archived?.atMs ?? null,
    archivedBy: room.archived?.by ?? null,
    memberCount: room.members.size,
    onlineCount: onlineCount(id),
    role: room.members.get(actor.userId),
  });

  return {
    async of(roomId, actor) {
      const room = await directory.state(roomId);
      if (room.phase !== 'open') throw noSuchRoom();
      return view(roomId, room, actor);
    },
    async visible({ names, ids }, actor) {
      const found = await Promise.all(names.map((name) => directory.idOf(name).catch(nothingIfUnknown)));
      const wanted = [...new Set([...found.filter((id) => id !== undefined), ...ids])];
      const rooms = await inTurns(wanted, { owner: actor.userId, atOnce }, async (id) => ({
        id,
        room: await directory.state(id),
      }));
      return rooms.filter(({ room }) => canSee(room, actor)).map(({ id, room }) => view(id, room, actor));
    },
  };
}

function nothingIfUnknown(error: unknown): undefined {
  if (!isAppError(error, 'NOT_FOUND')) throw error;
}
