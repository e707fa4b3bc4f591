import { onScopeDispose, type Ref } from 'vue';
import { useConnection } from '../../connection/composables/use-connection.ts';
import { type RoomListEvent, RoomListEvents } from '../graphql/rooms.ts';
import { useFoundRooms } from './use-found-rooms.ts';

/** The live list of rooms in use, as `useFoundRooms` finds them. */
export function useRoomList(search: Readonly<Ref<string>>) {
  const { openStream } = useConnection();
  const { change, ...found } = useFoundRooms(search, { archived: false });
  let opened = 0;

  onScopeDispose(
    openStream<RoomListEvent>({
      document: RoomListEvents,
      onOpen() {
        // These events can't be resumed: what was missed while there was no socket is loaded.
        if (opened++ > 0) void found.refetch();
      },
      onEvent(event) {
        if (event.__typename === 'RoomListed')
          change((rooms) => [event.room, ...rooms.filter(({ id }) => id !== event.room.id)]);
        else change((rooms) => rooms.filter(({ id }) => id !== event.roomId));
      },
    }),
  );

  return found;
}
