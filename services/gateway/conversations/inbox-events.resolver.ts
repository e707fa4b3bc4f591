import { Arg, Resolver, Root, Subscription } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Cursor } from '../graphql/cursor.scalar.ts';
import { SameFor } from '../graphql/same-for.ts';
import { InboxEvent } from './inbox-event.type.ts';
import { subscribeToInbox } from './inbox-topic.ts';

@Resolver()
export class InboxEventsResolver {
  @Subscription(() => InboxEvent, {
    description:
      'What concerns the viewer wherever they are: private messages, mentions, invitations, their own read markers. `after` is the cursor of the last event that was seen: nothing is skipped and nothing comes twice. BAD_USER_INPUT for a cursor of somebody else.',
    subscribe: ({ args, context }) => subscribeToInbox(args as { after?: string }, context as GatewayContext) as never,
  })
  @SameFor('viewer')
  inboxEvents(
    @Root() event: InboxEvent,
    @Arg('after', () => Cursor, {
      nullable: true,
      description: '`cursor` of the last event that was seen. Absent: a fresh start.',
    })
    _after: string | undefined,
  ): InboxEvent {
    return event;
  }
}
