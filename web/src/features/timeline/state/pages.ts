import type { IncomingMessage, TimelinePage } from './timeline.ts';
import type { PageRequest } from './use-timeline.ts';

/** Messages of one fetch. */
const PAGE_SIZE = 50;

/** The arguments of `messages` that ask for a page. A `seq` serves as a cursor: the server's cursors of messages are their positions. */
export function pageArguments(request: PageRequest, size = PAGE_SIZE) {
  if ('around' in request) return { around: request.around, first: size };
  if ('after' in request) return { after: String(request.after), first: size };
  return { before: request.before === null ? null : String(request.before), last: size };
}

interface Connection<M> {
  pageInfo: { hasPreviousPage: boolean; hasNextPage: boolean };
  edges: readonly { node: M }[];
}

/** A page as the server answers it; an empty one where there is no such room or conversation. */
export function toPage(connection: Connection<IncomingMessage> | null | undefined): TimelinePage {
  if (!connection) return { messages: [], hasOlder: false, hasNewer: false };
  const { hasPreviousPage, hasNextPage } = connection.pageInfo;
  return { messages: connection.edges.map(({ node }) => node), hasOlder: hasPreviousPage, hasNewer: hasNextPage };
}
