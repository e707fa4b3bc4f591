import { onScopeDispose, type Ref } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import type { ErrorCode } from '../../../shared/api/error-code.ts';
import type { ResultOf } from '../../../shared/api/graphql.ts';
import { useWholeList } from '../../../shared/api/use-whole-list.ts';
import { createKept, removeKept } from '../../../shared/kept.ts';
import type { LiveConnection } from '../../connection/composables/use-connection.ts';
import { placeId } from '../../outbox/place.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { isBeingRead } from '../being-read.ts';
import {
  type JoinedRoomEvent,
  JoinedRoomEvents,
  JoinedRooms,
  type NavRoom,
  RoomsNav_Room,
} from '../graphql/joined-rooms.ts';

export interface JoinedRoomsUse {
  /** In no order; null while they are not known. */
  rooms: Readonly<Ref<readonly NavRoom[] | null>>;
  error: Readonly<{ value: ErrorCode | null }>;
  /** Why the list ends early. */
  missing: Readonly<{ value: ErrorCode | null }>;
  refetch(): Promise<void>;
  /** Makes a change that the server told of, as it is said of `WholeList.tell`. */
  tell(change: () => void): void;
  /** Shows these rooms until the server tells of others. */
  write(rooms: readonly NavRoom[]): void;
}

/** Under which name this browser keeps what was shown of a room. */
const keptAs = ({ name }: NavRoom) => placeId({ kind: 'room', name });

/** The viewer's rooms with what is unread in them, live: what is posted in one that is not open is told by the server. Of rooms that are none of them any longer nothing is kept. */
export function useJoinedRooms(connection: LiveConnection): JoinedRoomsUse {
  const { cache } = useApollo();
  const viewerId = useViewer().value.id;
  const joined = useWholeList<ResultOf<typeof JoinedRooms>, NavRoom>(JoinedRooms, {
    listOf: ({ rooms }) => rooms,
    withList: (data, rooms) => ({ ...data, rooms: { ...data.rooms, ...rooms } }),
  });
  const { nodes, error, missing, refetch, tell } = joined;

  function write(rooms: readonly NavRoom[]): void {
    const pageInfo = { hasNextPage: false, endCursor: null };
    cache.writeQuery({ query: JoinedRooms, data: { rooms: { pageInfo, edges: rooms.map((node) => ({ node })) } } });
  }

  const held = () => nodes.value ?? [];

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

  /** Removes what was kept of rooms that the viewer is in no longer. */
  function forget(event: JoinedRoomEvent): void {
    if (event.__typename === 'JoinedRoomsOpened') {
      const places = new Set(event.rooms.map(keptAs));
      void removeKept(viewerId, (what) => what.startsWith('room ') && !places.has(what));
    } else if (event.__typename === 'RoomUnlisted') {
      const left = held().find(({ id }) => id === event.roomId);
      if (left) void createKept(viewerId, keptAs(left)).remove();
    }
  }

  onScopeDispose(
    connection.openStream<JoinedRoomEvent>({
      document: JoinedRoomEvents,
      onEvent(event) {
        forget(event);
        tell(() => onEvent(event));
      },
    }),
  );
  return { rooms: nodes, error, missing, refetch, tell, write };
}

/** Whether it was counted before the viewer read on: what another stream told of that may have been faster. */
function isOlder(counted: NavRoom, known: NavRoom): boolean {
  return (counted.membership?.lastReadSeq ?? 0) < (known.membership?.lastReadSeq ?? 0);
}
