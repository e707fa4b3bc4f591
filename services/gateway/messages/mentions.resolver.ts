import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { toConnection } from '../graphql/page.type.ts';
import { pageSize } from '../graphql/page-size.ts';
import { Message } from './message.type.ts';
import { MessageConnection } from './message-connection.type.ts';

/** Where others call for the viewer. */
@Resolver()
export class MentionsResolver {
  @Query(() => MessageConnection, {
    description:
      'Messages that mention the viewer, newest first, of rooms that they may read now. Unread ones are those that `mentionCount` of their rooms counts.',
  })
  @Cost(50)
  async mentions(
    @Arg('unreadOnly', () => Boolean, {
      nullable: true,
      defaultValue: true,
      description: 'False: read ones as well.',
    })
    unreadOnly: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const request = { unreadOnly, first: pageSize('first', first), after };
    const { messages, cursors, hasMore } = await context.app.clients.messages.listMentions(request, context.call);
    const page = { items: messages, cursors, hasNextPage: hasMore, hasPreviousPage: after !== undefined };
    return toConnection(page, (message) => new Message(message));
  }
}
