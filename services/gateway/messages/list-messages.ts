import type { GatewayContext } from '../context/context.ts';
import { toConnection } from '../graphql/page.type.ts';
import { createMessagePages } from './message.loader.ts';
import { Message } from './message.type.ts';
import { type MessagePageArgs, parsePageArgs } from './page-args.ts';

/** What the argument `around` of rooms and conversations means. */
export const AROUND =
  'Id of a message of this timeline: `first` messages with that one in the middle, fewer where the timeline ends.';

/** A page of a room or conversation that the viewer may read. Cursors of edges are positions in the timeline. */
export async function listMessages(timelineId: string, args: MessagePageArgs, context: GatewayContext) {
  const page = await context.use(createMessagePages)(timelineId, parsePageArgs(args));
  return toConnection(
    {
      items: page.messages,
      cursors: page.messages.map((message) => String(message.seq)),
      hasNextPage: page.hasNewer,
      hasPreviousPage: page.hasOlder,
    },
    (message) => new Message(message),
  );
}
