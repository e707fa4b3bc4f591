import { Arg, Resolver, Root, Subscription } from 'type-graphql';
import type { GatewayContext } from '../execution/context.ts';
import { subscribeToInbox } from '../live/subscribe.ts';
import { Cursor } from '../schema/cursor.scalar.ts';
import { InboxEvent } from './inbox-event.type.ts';

@Resolver()
export class InboxEventsResolver {
  @Subscription(() => InboxEvent, {
    subscribe: ({ args, context }) =>
      subscribeToInbox(args as { after?: string | null }, context as GatewayContext) as never,
  })
  inboxEvents(
    @Root() event: InboxEvent,
    @Arg('after', () => Cursor, { nullable: true }) _after: string | undefined,
  ): InboxEvent {
    return event;
  }
}
