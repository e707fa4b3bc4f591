import { type ComputedRef, computed, onScopeDispose } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import type { ErrorCode } from '../../../shared/api/error-code.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import type { LiveConnection } from '../../connection/composables/use-connection.ts';
import { isBeingRead } from '../../timeline/being-read.ts';
import {
  type JoinedRoomEvent,
  JoinedRoomEvents,
  JoinedRooms,
  type NavRoom,
  RoomsNav_Room,
} from '../graphql/joined-rooms.ts';

export interface JoinedRoomsUse {
  /** By name; null while they are not known. */
  rooms: ComputedRef<readonly NavRoom[] | null>;
  error: Readonly<{ value: ErrorCode | null }>;
  refetch(): Promise<void>;
}

/** The viewer's rooms with what is unread in them, live: what is posted in one that is not open is told by the server. */
export function useJoinedRooms(connection: LiveConnection): JoinedRoomsUse {
  const { cache } = useApollo();
  const { data, error, refetch } = useQuery(JoinedRooms, () => ({}));

  function write(rooms: readonly NavRoom[]): void {
    const sorted = rooms.toSorted((one, other) => one.name.localeCompare(other.name));
    cache.writeQuery({ query: JoinedRooms, data: { rooms: { edges: sorted.map((node) => ({ node })) } } });
  }

  const held = () => data.value?.rooms.edges.map(({ node }) => node) ?? [];

  function list(room: NavRoom): void {
    const known = held().find(({ id }) => id === room.id);
    if (!known) write([...held(), room]);
    else if (!isBeingRead(`Membership:${room.membership?.id}`) && !isOlder(room, known))
      cache.writeFragment({ fragment: RoomsNav_Room, data: room });
  }

  function onEvent(event: JoinedRoomEvent): void {
    if (event.__typename === 'JoinedRoomsOpened') write(event.rooms);
    else if (event.__typename === 'RoomListed') list(event.room);
    else write(held().filter(({ id }) => id !== event.roomId));
  }

  onScopeDispose(connection.openStream<JoinedRoomEvent>({ document: JoinedRoomEvents, onEvent }));
  return { rooms: computed(() => (data.value ? held() : null)), error, refetch };
}

/** Whether it was counted before the viewer read on: what another stream told of that may have been faster. */
function isOlder(counted: NavRoom, known: NavRoom): boolean {
  return (counted.membership?.lastReadSeq ?? 0) < (known.membership?.lastReadSeq ?? 0);
}
