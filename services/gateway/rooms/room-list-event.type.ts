import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import { DateTime } from '../schema/date-time.scalar.ts';
import { Room } from './room.type.ts';

@InterfaceType({
  description: 'Live list of rooms: what a lobby shows. Coalesced to at most one event a room a second.',
})
export abstract class RoomListEvent {
  @Field(() => DateTime)
  readonly at: number;

  constructor(at: number) {
    this.at = at;
  }
}

@ObjectType({ implements: RoomListEvent, simpleResolvers: true })
export class RoomListed extends RoomListEvent {
  @Field(() => Room)
  readonly room: Room;

  constructor(at: number, room: Room) {
    super(at);
    this.room = room;
  }
}

@ObjectType({ implements: RoomListEvent, simpleResolvers: true })
export class RoomUnlisted extends RoomListEvent {
  @Field(() => ID)
  readonly roomId: string;

  constructor(at: number, roomId: string) {
    super(at);
    this.roomId = roomId;
  }
}
