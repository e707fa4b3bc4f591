import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { createUserLoader } from '../accounts/user.loader.ts';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { SameFor } from '../graphql/same-for.ts';
import { createDeliveryLoader, createMessageLoader, createReactionLoader } from '../messages/message.loader.ts';
import { DeliveryStatus, Message, toDelivery } from '../messages/message.type.ts';
import { Reaction } from '../messages/reaction.type.ts';
import { createRoomLoader } from '../rooms/room.loader.ts';
import { Room } from '../rooms/room.type.ts';
import { Conversation, peerOf } from './conversation.type.ts';

@Resolver(() => Message)
export class MessageFieldsResolver {
  @FieldResolver(() => Room, { nullable: true, description: 'Null in a private conversation.' })
  @SameFor('readers')
  @Cost(1)
  async room(@Root() { record }: Message, @Ctx() context: GatewayContext) {
    const room = record.roomId ? await context.use(createRoomLoader).load(record.roomId) : undefined;
    return room && new Room(room, context.viewer.userId);
  }

  @FieldResolver(() => Conversation, { nullable: true, description: 'Null in a room.' })
  @SameFor('viewer')
  @Cost(0)
  conversation(@Root() { record }: Message, @Ctx() context: GatewayContext) {
    if (record.roomId) return null;
    return new Conversation({ id: record.timelineId, peerId: peerOf(record.participantIds, context.viewer.userId) });
  }

  @FieldResolver(() => User, { description: 'Who wrote it. Stays when the account is closed.' })
  @SameFor('everybody')
  @Cost(1)
  author(@Root() { record }: Message, @Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(record.authorId);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who edited it last, the author or an administrator; null where nobody has.',
  })
  @SameFor('everybody')
  @Cost(1)
  editedBy(@Root() { record }: Message, @Ctx() context: GatewayContext) {
    return record.editedAtMs === undefined
      ? null
      : context.useOpenly(createUserLoader)(record.editedById ?? record.authorId);
  }

  @FieldResolver(() => Message, {
    nullable: true,
    description: 'The message that it answers, deleted or not; null where it answers none.',
  })
  @SameFor('readers')
  @Cost(2)
  async replyTo(@Root() { record }: Message, @Ctx() context: GatewayContext) {
    const original = record.replyToId ? await context.use(createMessageLoader).load(record.replyToId) : undefined;
    return original && new Message(original);
  }

  @FieldResolver(() => [Reaction], { description: 'One entry an emoji, the one used first comes first; at most 50.' })
  @SameFor('readers')
  @Cost({ reads: 5, items: 3 })
  reactions(@Root() message: Message, @Ctx() context: GatewayContext) {
    if (message.fresh) return [];
    return context
      .use(createReactionLoader)
      .load(message.id)
      .then((found) => (found ?? []).map((reaction) => new Reaction(reaction)));
  }

  @FieldResolver(() => DeliveryStatus, {
    nullable: true,
    description: "Of the viewer's own private messages; null for all others.",
  })
  @SameFor('viewer')
  @Cost(2)
  async delivery(@Root() { id, record, fresh }: Message, @Ctx() context: GatewayContext) {
    if (record.roomId || record.authorId !== context.viewer.userId) return null;
    return fresh ? 'SENT' : toDelivery(await context.use(createDeliveryLoader).load(id));
  }
}
