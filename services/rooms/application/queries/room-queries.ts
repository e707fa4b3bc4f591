import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { inTurns } from '@confab/runtime/kernel/turns/in-turns';
import { type Actor, accessOf, canSee, forbidden, type RoomAccess, requireVisible } from '../../domain/room/rights.ts';
import { roomStream } from '../../domain/room/state.ts';
import type { Lobby } from '../lobby/lobby.ts';
import { ROOMS, type RoomDoc } from '../projections/rooms.ts';
import type { RoomDirectory } from '../room-directory.ts';

export interface RoomQueries {
  /** What the actor may do in the room. NOT_FOUND where the actor may not know of it. */
  access(wanted: { name: string } | { id: string }, actor: Actor): Promise<RoomAccess & { id: string; name: string }>;
  /** The same of many rooms by id. Those that the actor may not know of are left out. */
  accessToMany(ids: readonly string[], actor: Actor): Promise<(RoomAccess & { id: string; name: string })[]>;
  /** Those of the users who are members; nobody where there is no such room. */
  members(roomId: string, userIds: readonly string[]): Promise<string[]>;
  /** Names by id, those of deleted rooms included. */
  names(ids: readonly string[]): Promise<Record<string, string>>;
  /** Events after a position. FORBIDDEN for who may know of the room but not read it. */
  events(
    wanted: { roomId: string; after: number; limit: number },
    actor: Actor,
  ): Promise<{ events: StoredEvent[]; head: number; epoch: string }>;
}

export function createRoomQueries(deps: { directory: RoomDirectory; lobby: Lobby; store: EventStore }): RoomQueries {
  const { directory, lobby, store } = deps;
  const { atOnce } = store.projections;
  return {
    async access(wanted, actor) {
      const { id, room } =
        'id' in wanted ? { id: wanted.id, room: await directory.state(wanted.id) } : await directory.find(wanted.name);
      requireVisible(room, actor);
      return { id, name: room.name, ...accessOf(room, actor) };
    },
    async accessToMany(ids, actor) {
      const rooms = await inTurns(ids, { owner: actor.userId, atOnce }, async (id) => ({
        id,
        room: await directory.state(id),
      }));
      return rooms
        .filter(({ room }) => canSee(room, actor))
        .map(({ id, room }) => ({ id, name: room.name, ...accessOf(room, actor) }));
    },
    async members(roomId, userIds) {
      const { members } = await directory.state(roomId);
      return userIds.filter((userId) => members.has(userId));
    },
    async names(ids) {
      const names: Record<string, string> = {};
      const gone: string[] = [];
      for (const id of ids) {
        const room = lobby.get(id);
        if (room) names[id] = room.name;
        else gone.push(id);
      }
      if (gone.length === 0) return names;
      for (const doc of await store.projections.getMany<RoomDoc>(
        ROOMS,
        gone.map((id) => [id]),
      )) {
        if (doc) names[doc.id] = doc.name;
      }
      return names;
    },
    async events({ roomId, after, limit }, actor) {
      const room = await directory.visible(roomId, actor);
      if (!accessOf(room, actor).canRead) throw forbidden('You may not read this room.');
      const stream = roomStream(roomId);
      const events = await store.readStream(stream, { after, limit });
      const head = await store.head(stream);
      return { events, head, epoch: store.epoch };
    },
  };
}
