import { Arg, Ctx, Field, Int, ObjectType } from 'type-graphql';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { required } from '../context/loader.ts';
import { Cost, Opens } from '../graphql/cost.ts';
import { pageSize } from '../graphql/page-size.ts';
import { SameFor } from '../graphql/same-for.ts';
import { Message } from '../messages/message.type.ts';
import { MAX_ONLINE, onlineUsers } from './online-users.ts';
import { createRoomLoader } from './room.loader.ts';
import { Room } from './room.type.ts';
import { type EventHead, RoomEvent } from './room-event.type.ts';

@ObjectType({
  implements: RoomEvent,
  simpleResolvers: true,
  description:
    'First of every subscription. Without `after`: the newest 10 messages. With it: `messages` is null and the missed events follow.',
})
@Opens()
export class RoomOpened extends RoomEvent {
  @Field(() => [Message], { nullable: true, description: 'The newest 10, ascending; null when resumed.' })
  @Cost({ reads: 5, items: 10 })
  readonly messages: readonly Message[] | undefined;

  @Field(() => Boolean, { description: 'Whether what the client holds goes on: the missed events follow.' })
  readonly resumed: boolean;

  readonly roomId: string;

  constructor(head: EventHead, options: { roomId: string; messages?: readonly Message[] }) {
    super(head);
    this.roomId = options.roomId;
    this.messages = options.messages;
    this.resumed = options.messages === undefined;
  }

  @Field(() => Room, { description: 'As it is now.' })
  @SameFor('viewer')
  @Cost(2)
  async room(@Ctx() context: GatewayContext) {
    return new Room(required(await context.use(createRoomLoader).load(this.roomId), 'room'), context.viewer.userId);
  }

  @Field(() => [User], { description: 'The first so many who have the room open, 1–500.' })
  @SameFor('viewer')
  @Cost(3)
  online(
    @Arg('first', () => Int, { nullable: true, defaultValue: 200, description: 'How many at most, 1–500.' })
    first: number,
    @Ctx() context: GatewayContext,
  ) {
    return onlineUsers(this.roomId, pageSize('first', first, MAX_ONLINE), context);
  }
}

@ObjectType({
  implements: RoomEvent,
  simpleResolvers: true,
  description: "The room's topic, visibility or posting policy changed, or somebody's role in it.",
})
@SameFor('everybody')
export class RoomUpdated extends RoomEvent {
  readonly roomId: string;

  constructor(head: EventHead, roomId: string) {
    super(head);
    this.roomId = roomId;
  }

  @Field(() => Room, { description: 'As it is now.' })
  @SameFor('readers')
  @Cost(2)
  async room(@Ctx() context: GatewayContext) {
    return new Room(required(await context.use(createRoomLoader).load(this.roomId), 'room'), context.viewer.userId);
  }
}
