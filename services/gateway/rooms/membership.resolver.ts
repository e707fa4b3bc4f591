import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { SameFor } from '../graphql/same-for.ts';
import {
  createFirstUnreadLoader,
  createFirstUnreadMentionLoader,
  createReadStateLoader,
} from '../messages/message.loader.ts';
import { Membership } from './room.type.ts';

@Resolver(() => Membership)
export class MembershipResolver {
  @FieldResolver(() => Int, {
    description: "Messages by others after the viewer's read marker; derived, never counted up.",
  })
  @SameFor('viewer')
  @Cost({ reads: 40, of: 'read state' })
  async unreadCount(@Root() { roomId }: Membership, @Ctx() context: GatewayContext) {
    return (await context.use(createReadStateLoader).load(roomId))?.unreadCount ?? 0;
  }

  @FieldResolver(() => Int, { description: 'Those of the unread messages that mention the viewer, at most 100.' })
  @SameFor('viewer')
  @Cost({ reads: 40, of: 'read state' })
  async mentionCount(@Root() { roomId }: Membership, @Ctx() context: GatewayContext) {
    return (await context.use(createReadStateLoader).load(roomId))?.mentionCount ?? 0;
  }

  @FieldResolver(() => Int, { description: 'The `seq` up to which the viewer has read; 0 before they read anything.' })
  @SameFor('viewer')
  @Cost({ reads: 40, of: 'read state' })
  async lastReadSeq(@Root() { roomId }: Membership, @Ctx() context: GatewayContext) {
    return (await context.use(createReadStateLoader).load(roomId))?.lastReadSeq ?? 0;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'The `seq` of the first message that `unreadCount` counts; null where it counts none. Ask for it where a room is opened: it is looked up for itself.',
  })
  @SameFor('viewer')
  @Cost(40)
  firstUnreadSeq(@Root() { roomId }: Membership, @Ctx() context: GatewayContext) {
    return context.use(createFirstUnreadLoader).load(roomId);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'The `seq` of the first message that `mentionCount` counts; null where no unread message mentions the viewer. Looked up for itself, as `firstUnreadSeq`.',
  })
  @SameFor('viewer')
  @Cost(40)
  firstUnreadMentionSeq(@Root() { roomId }: Membership, @Ctx() context: GatewayContext) {
    return context.use(createFirstUnreadMentionLoader).load(roomId);
  }
}
