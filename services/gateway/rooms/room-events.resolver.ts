import { Arg, Resolver, Root, Subscription } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Opens } from '../graphql/cost.ts';
import { Cursor } from '../graphql/cursor.scalar.ts';
import { SameFor } from '../graphql/same-for.ts';
import { RoomEvent } from './room-event.type.ts';
import { JoinedRoomEvent, RoomListEvent } from './room-list-event.type.ts';
import { subscribeToJoinedRooms } from './stream/joined-rooms.ts';
import { subscribeToRoomList } from './stream/room-list.ts';
import { subscribeToRoom } from './stream/room-topic.ts';

@Resolver()
export class RoomEventsResolver {
  @Subscription(() => RoomEvent, {
    description:
      'While it lives the viewer is online in the room. Public rooms are open to every user who is not banned, private ones to their members. `after` is the cursor of the last event that was seen: nothing is skipped and nothing comes twice. BAD_USER_INPUT for a cursor that is not of this room.',
    subscribe: ({ args, context }) =>
      subscribeToRoom(args as { room: string; after?: string }, context as GatewayContext) as never,
  })
  @SameFor('readers')
  roomEvents(
    @Root() event: RoomEvent,
    @Arg('room', () => String, { description: 'Name of the room, in any letter case.' }) _room: string,
    @Arg('after', () => Cursor, {
      nullable: true,
      description: '`cursor` of the last event that was seen. Absent: a fresh start.',
    })
    _after: string | undefined,
  ): RoomEvent {
    return event;
  }

  @Subscription(() => RoomListEvent, {
    description:
      "The lobby, as the viewer sees it: RoomListed for each public room among the 100 with most users online and for the viewer's own private ones, then what changes. Not resumable: a new subscription begins with all of them.",
    subscribe: ({ context }) => subscribeToRoomList(context as GatewayContext) as never,
  })
  @SameFor('everybody')
  @Opens(100)
  roomListEvents(@Root() event: RoomListEvent): RoomListEvent {
    return event;
  }

  @Subscription(() => JoinedRoomEvent, {
    description:
      "The viewer's own rooms, whether they are open or not: JoinedRoomsOpened, then RoomListed for a room that was joined, or in which something was posted or deleted, and RoomUnlisted for one that was left or deleted. Not resumable: a new subscription begins with all rooms.",
    subscribe: ({ context }) => subscribeToJoinedRooms(context as GatewayContext) as never,
  })
  @SameFor('viewer')
  joinedRoomEvents(@Root() event: JoinedRoomEvent): JoinedRoomEvent {
    return event;
  }
}
