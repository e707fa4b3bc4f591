import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { createUserLoader } from '../accounts/user.loader.ts';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { pageSize } from '../graphql/page-size.ts';
import { SameFor } from '../graphql/same-for.ts';
import { AROUND, listMessages } from '../messages/list-messages.ts';
import { MessageConnection } from '../messages/message-connection.type.ts';
import { MAX_ONLINE, onlineUsers } from './online-users.ts';
import { createRoomLoader } from './room.loader.ts';
import { Membership, Room, toRole } from './room.type.ts';

@Resolver(() => Room)
export class RoomFieldsResolver {
  @FieldResolver(() => [User], {
    description: 'The first so many who have the room open now, 1–500; nobody where the viewer may not read it.',
  })
  @SameFor('readers')
  @Cost(3)
  async online(
    @Root() room: Room,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'How many at most, 1–500.' })
    first: number,
    @Ctx() context: GatewayContext,
  ) {
    return onlineUsers(room.id, pageSize('first', first, MAX_ONLINE), context);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who archived the room; null while it is in use.' })
  @SameFor('everybody')
  @Cost(1)
  archivedBy(@Root() { archivedById }: Room, @Ctx() context: GatewayContext) {
    return archivedById === undefined ? null : context.useOpenly(createUserLoader)(archivedById);
  }

  @FieldResolver(() => Membership, {
    nullable: true,
    description: "The viewer's own membership; null if there is none.",
  })
  @SameFor('viewer')
  @Cost(1)
  async membership(@Root() room: Room, @Ctx() context: GatewayContext) {
    const { userId } = context.viewer;
    const own = room.seenBy === userId;
    const role = own ? room.role : toRole((await context.use(createRoomLoader).load(room.id))?.membership);
    return role && new Membership(role, { roomId: room.id, userId });
  }

  @FieldResolver(() => MessageConnection, {
    description:
      'Ascending, 1–100 at a time: `first` behind the cursor `after`, or `last` before the cursor `before`. Without arguments the newest 50. FORBIDDEN for who may not read the room.',
  })
  @SameFor('readers')
  @Cost(5)
  messages(
    @Root() room: Room,
    @Arg('first', () => Int, { nullable: true }) first: number | undefined,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Arg('last', () => Int, { nullable: true }) last: number | undefined,
    @Arg('before', () => String, { nullable: true }) before: string | undefined,
    @Arg('around', () => ID, { nullable: true, description: AROUND }) around: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    return listMessages(room.id, { first, after, last, before, around }, context);
  }
}
