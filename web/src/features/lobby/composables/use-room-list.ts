import { computed, onScopeDispose } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useConnection } from '../../connection/composables/use-connection.ts';
import { ActiveRooms, type ListedRoom, type RoomListEvent, RoomListEvents } from '../graphql/rooms.ts';

/** The live list of rooms, those with most users online first. */
export function useRoomList() {
  const { cache } = useApollo();
  const { openStream } = useConnection();
  const { data, error, loading, refetch } = useQuery(ActiveRooms, () => ({}));
  let opened = 0;

  function change(edit: (rooms: ListedRoom[]) => ListedRoom[]): void {
    cache.updateQuery({ query: ActiveRooms }, (held) => {
      if (!held) return undefined;
      const rooms = edit(held.rooms.edges.map(({ node }) => node));
      return { ...held, rooms: { ...held.rooms, edges: rooms.map((node) => ({ node })) } };
    });
  }

  onScopeDispose(
    openStream<RoomListEvent>({
      document: RoomListEvents,
      onOpen() {
        // These events can't be resumed: what was missed while there was no socket is loaded.
        if (opened++ > 0) void refetch();
      },
      onEvent(event) {
        if (event.__typename === 'RoomListed')
          change((rooms) => [event.room, ...rooms.filter(({ id }) => id !== event.room.id)]);
        else change((rooms) => rooms.filter(({ id }) => id !== event.roomId));
      },
    }),
  );

  const rooms = computed(() =>
    (data.value?.rooms.edges.map(({ node }) => node) ?? []).toSorted(
      (one, other) => other.onlineCount - one.onlineCount || one.name.localeCompare(other.name),
    ),
  );
  return { rooms, error, loading, refetch };
}
