import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { Route } from '@confab/runtime/eventlog/consumers/port';
import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { foldName } from '@confab/runtime/kernel/names/name';
import { subject } from '@confab/runtime/network/live/subject';
import { ACTIVITY_SUBJECT } from '@confab/text/subjects';
import type { Lobby } from '../application/lobby/lobby.ts';
import { ROOMS, type RoomDoc } from '../application/projections/rooms.ts';
import type { RoomCreated, RoomDeleted } from '../domain/room/events.ts';
import { roomIdOf } from '../domain/room/state.ts';
import { toLiveEvent } from './live-event.ts';

const CHANGES_LISTS: ReadonlySet<string> = new Set([
  'RoomCreated',
  'RoomUpdated',
  'RoomArchived',
  'RoomRestored',
  'MemberJoined',
  'MemberLeft',
  'MemberBanned',
  'RoomDeleted',
]);

/**
 * Where the events of rooms go: all of `room-<id>` to `room.<folded name>`, those of other streams
 * nowhere. What puts the room into somebody's list of rooms, or takes it out, goes to every gateway
 * as well. The name of a living room is at hand; that of one deleted since is read.
 */
export function createRoutes({
  lobby,
  projections,
}: {
  lobby: Lobby;
  projections: ProjectionReader;
}): (event: StoredEvent) => readonly Route<LiveEvent>[] | Promise<readonly Route<LiveEvent>[]> {
  return (event) => {
    const roomId = roomIdOf(event.stream);
    if (roomId === undefined) return [];
    const to = (folded: string): Route<LiveEvent>[] => {
      const message = toLiveEvent(roomId, event);
      const routes = [{ subject: subject('room', folded), message }];
      return CHANGES_LISTS.has(event.type) ? [...routes, { subject: ACTIVITY_SUBJECT, message }] : routes;
    };
    const folded = nameIn(event) ?? lobby.get(roomId)?.folded;
    if (folded !== undefined) return to(folded);
    return projections.get<RoomDoc>(ROOMS, [roomId]).then((doc) => (doc ? to(foldName(doc.name)) : []));
  };
}

function nameIn({ type, data }: StoredEvent): string | undefined {
  const named: string[] = ['RoomCreated', 'RoomDeleted'];
  return named.includes(type) ? foldName((data as RoomCreated['data'] | RoomDeleted['data']).name) : undefined;
}
