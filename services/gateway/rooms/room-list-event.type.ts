import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import { Cost, type LongEvent, Opens } from '../graphql/cost.ts';
import { DateTime } from '../graphql/date-time.scalar.ts';
import { SameFor } from '../graphql/same-for.ts';
import { Room } from './room.type.ts';

@InterfaceType({
  description: "What changes in the viewer's own rooms: what a navigation shows.",
})
export abstract class JoinedRoomEvent {
  @Field(() => DateTime, { description: 'When it was told, by the clock of the server.' })
  readonly at: number;

  constructor(at: number) {
    this.at = at;
  }
}

/** It extends the other one for type-graphql alone, which copies what is no instance of the type that a subscription has. */
@InterfaceType({
  description: 'Live list of rooms: what a lobby shows. Coalesced to at most one event a room a second.',
})
export abstract class RoomListEvent extends JoinedRoomEvent {}

@ObjectType({
  implements: [RoomListEvent, JoinedRoomEvent],
  simpleResolvers: true,
  description: 'A room that is to be shown: it is new on the list, or has changed.',
})
@SameFor('everybody')
export class RoomListed extends RoomListEvent {
  @Field(() => Room, { description: 'As it is now; replaces what was shown of it.' })
  readonly room: Room;

  constructor(at: number, room: Room) {
    super(at);
    this.room = room;
  }
}

@ObjectType({
  implements: [RoomListEvent, JoinedRoomEvent],
  simpleResolvers: true,
  description: 'A room that is to be shown no longer: it was deleted, archived, left or hidden.',
})
@SameFor('everybody')
export class RoomUnlisted extends RoomListEvent {
  @Field(() => ID, { description: '`Room.id` of the room.' })
  readonly roomId: string;

  constructor(at: number, roomId: string) {
    super(at);
    this.roomId = roomId;
  }
}

/** Rooms that the cost of an opening counts; one of more rooms counts several times. */
const COUNTED_ROOMS = 100;
/** Rooms that an opening tells of. */
export const MOST_OPENED = 500;

@ObjectType({
  implements: JoinedRoomEvent,
  simpleResolvers: true,
  description:
    'First of `joinedRoomEvents`, and again where events may have been lost: what was shown before is replaced.',
})
@Opens()
export class JoinedRoomsOpened extends JoinedRoomEvent implements LongEvent {
  readonly counts: number;

  @Field(() => [Room], {
    description: `All of them, by name; beyond ${MOST_OPENED}, the others follow at once, each with RoomListed.`,
  })
  @Cost({ reads: 50, items: COUNTED_ROOMS })
  readonly rooms: readonly Room[];

  constructor(at: number, rooms: readonly Room[]) {
    super(at);
    this.rooms = rooms;
    this.counts = Math.max(1, rooms.length / COUNTED_ROOMS);
  }
}
