import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { createUserLoader } from '../accounts/user.loader.ts';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { toConnection } from '../graphql/page.type.ts';
import { pageSize } from '../graphql/page-size.ts';
import { SameFor } from '../graphql/same-for.ts';
import { AROUND, listMessages } from '../messages/list-messages.ts';
import { createFirstUnreadLoader, createReadStateLoader } from '../messages/message.loader.ts';
import { MessageConnection } from '../messages/message-connection.type.ts';
import { Conversation } from './conversation.type.ts';
import { ConversationConnection } from './conversation-connection.type.ts';

@Resolver(() => Conversation)
export class ConversationsResolver {
  @Query(() => ConversationConnection, { description: "The viewer's own, newest activity first." })
  @Cost({ reads: 5, each: 40 })
  async conversations(
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const request = { first: pageSize('first', first), after };
    const found = await context.app.clients.messages.listConversations(request, context.call);
    const page = {
      items: found.conversations,
      cursors: found.cursors,
      hasNextPage: found.hasMore,
      hasPreviousPage: request.after !== undefined,
    };
    return toConnection(page, (conversation) => new Conversation(conversation));
  }

  @Query(() => Conversation, {
    nullable: true,
    description:
      'With the user of this name, in any letter case; null where nobody has written yet, NOT_FOUND for an unknown user.',
  })
  @Cost(20)
  async conversation(
    @Arg('with', () => String, { description: 'Username of the other side, in any letter case.' }) peer: string,
    @Ctx() context: GatewayContext,
  ) {
    const request = { conversation: { case: 'with' as const, value: peer } };
    const { conversation } = await context.app.clients.messages.getConversation(request, context.call);
    return conversation && new Conversation(conversation);
  }

  @FieldResolver(() => User, { description: 'The other side.' })
  @SameFor('viewer')
  @Cost(1)
  peer(@Root() { peerId }: Conversation, @Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(peerId);
  }

  @FieldResolver(() => MessageConnection, {
    description:
      'Ascending, 1–100 at a time: `first` behind the cursor `after`, or `last` before the cursor `before`. Without arguments the newest 50.',
  })
  @SameFor('viewer')
  @Cost(5)
  messages(
    @Root() { id }: Conversation,
    @Arg('first', () => Int, { nullable: true }) first: number | undefined,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Arg('last', () => Int, { nullable: true }) last: number | undefined,
    @Arg('before', () => String, { nullable: true }) before: string | undefined,
    @Arg('around', () => ID, { nullable: true, description: AROUND }) around: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    return listMessages(id, { first, after, last, before, around }, context);
  }

  @FieldResolver(() => Int, {
    description: "Messages by the other side after the viewer's read marker, at most 1,000.",
  })
  @SameFor('viewer')
  @Cost({ reads: 20, of: 'read state' })
  async unreadCount(@Root() { id, unread }: Conversation, @Ctx() context: GatewayContext) {
    return unread ?? (await context.use(createReadStateLoader).load(id))?.unreadCount ?? 0;
  }

  @FieldResolver(() => Int, { description: 'The `seq` up to which the viewer has read; 0 before they read anything.' })
  @SameFor('viewer')
  @Cost({ reads: 20, of: 'read state' })
  async lastReadSeq(@Root() { id, lastRead }: Conversation, @Ctx() context: GatewayContext) {
    return lastRead ?? (await context.use(createReadStateLoader).load(id))?.lastReadSeq ?? 0;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'The `seq` of the first message that `unreadCount` counts; null where it counts none. Ask for it where the conversation is opened: it is looked up for itself.',
  })
  @SameFor('viewer')
  @Cost(40)
  firstUnreadSeq(@Root() { id }: Conversation, @Ctx() context: GatewayContext) {
    return context.use(createFirstUnreadLoader).load(id);
  }
}
