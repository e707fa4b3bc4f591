import type { CommandMeta } from '@confab/runtime/eventlog/decider/port';
import { type Arrival, decideMarkDelivered, type MarkDelivered } from '../../domain/mark-delivered.ts';
import { inboxStream } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { findArrivals, readReportedSeq } from '../projections/inbox-reader.ts';
import { type CommandContext, inboxesOf, metaOf } from './command-context.ts';

/**
 * Arrivals looked at, and conversations told of, in one commit. Whoever comes back to more gets
 * them reported in several.
 */
const MAX_ARRIVALS = 1_000;
const MAX_CONVERSATIONS = 100;

/**
 * Reports to their senders that private messages up to a position in the caller's inbox have
 * arrived. Nothing new: nothing is written.
 */
export async function markDelivered(
  context: CommandContext,
  caller: Caller,
  { inboxSeq }: { inboxSeq: number },
): Promise<void> {
  let meta = metaOf(context, caller, { command: 'MarkDelivered', says: () => [inboxSeq] });
  for (;;) {
    const { arrivals, isLast } = await nextArrivals(context, caller.userId, inboxSeq);
    if (arrivals.length === 0) return;
    await report(context, { userId: caller.userId, arrivals }, meta);
    if (isLast) return;
    meta = { ...meta, commandId: context.ids.next(), digest: undefined };
  }
}

async function nextArrivals({ store }: CommandContext, userId: string, upTo: number) {
  const after = await readReportedSeq(store.projections, userId);
  const found = await findArrivals(store.projections, userId, { after, upTo, limit: MAX_ARRIVALS });
  const arrivals = firstConversations(found);
  return { arrivals, isLast: arrivals.length === found.length && found.length < MAX_ARRIVALS };
}

function firstConversations(arrivals: readonly Arrival[]): readonly Arrival[] {
  const seen = new Set<string>();
  const end = arrivals.findIndex(({ timelineId }) => seen.add(timelineId).size > MAX_CONVERSATIONS);
  return end < 0 ? arrivals : arrivals.slice(0, end);
}

async function report(context: CommandContext, command: MarkDelivered, meta: CommandMeta): Promise<void> {
  const { userId } = command;
  const authors = new Map(command.arrivals.map(({ timelineId, authorId }) => [timelineId, authorId]));
  await context.runner.run<MarkDelivered, null>({
    meta,
    prepare: () => Promise.resolve(command),
    streams: () => [inboxStream(userId), ...new Set([...authors.values()].map((authorId) => inboxStream(authorId)))],
    hydrate: () => [
      context.hydrations.reported(userId),
      ...[...authors].map(([timelineId, authorId]) => context.hydrations.delivery(authorId, timelineId)),
    ],
    decide(prepared, context) {
      const inboxOf = inboxesOf(context);
      return decideMarkDelivered({ inbox: inboxOf(userId), inboxOf }, prepared);
    },
  });
}
