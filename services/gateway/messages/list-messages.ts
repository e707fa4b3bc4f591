import { badInput } from '@confab/runtime/errors/app-error';
import type { GatewayContext } from '../execution/context.ts';
import { toConnection } from '../schema/page.type.ts';
import { pageSize } from '../schema/page-size.ts';
import { Message } from './message.type.ts';

export interface MessagePageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

const DEFAULT_PAGE = 50;

/** What the Relay arguments ask of a timeline: forwards from `after`, backwards from `before`, or the newest page. Throws BAD_USER_INPUT. */
export function parsePageArgs({ first, after, last, before }: MessagePageArgs) {
  const forwards = first != null || after != null;
  if (forwards && (last != null || before != null)) {
    throw badInput(last != null ? 'last' : 'before', 'Page either forwards or backwards.');
  }
  if (forwards) {
    return { limit: pageSize('first', first ?? DEFAULT_PAGE), afterSeq: after == null ? 0 : seqOf('after', after) };
  }
  const limit = pageSize('last', last ?? DEFAULT_PAGE);
  return before == null ? { limit } : { limit, beforeSeq: seqOf('before', before) };
}

/** A page of a room or conversation that the viewer may read. Cursors of edges are positions in the timeline. */
export async function listMessages(timelineId: string, args: MessagePageArgs, context: GatewayContext) {
  const request = { timelineId, ...parsePageArgs(args) };
  const page = await context.app.clients.messages.listMessages(request, context.call);
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

function seqOf(field: string, cursor: string): number {
  const seq = /^\d{1,10}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (!(seq <= 0xffff_ffff)) throw badInput(field, 'This is no cursor of a message.');
  return seq;
}
