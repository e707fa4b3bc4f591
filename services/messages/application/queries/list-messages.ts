import type { Message } from '../../domain/message.ts';
import { timelineStream } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { findMessages } from '../projections/messages.ts';
import { checkPage, type QueryContext } from './query-context.ts';

export interface ListMessages {
  timelineId: string;
  limit: number;
  beforeSeq?: number | undefined;
  afterSeq?: number | undefined;
}

export interface MessagePage {
  /** Ascending. */
  messages: Message[];
  hasOlder: boolean;
  hasNewer: boolean;
  head: number;
  epoch: string;
}

/**
 * A page of a timeline, deleted messages included. The head is read first and the page ends there: a stream that goes on after the head brings
 * every later message exactly once. An edit or a reaction that came between the two reads is in the page and comes again; it is the
 * same the second time.
 */
export async function listMessages(
  { store, places }: QueryContext,
  caller: Caller,
  { timelineId, limit, beforeSeq, afterSeq }: ListMessages,
): Promise<MessagePage> {
  checkPage('limit', limit);
  await places.readable(caller, timelineId);
  const head = await store.head(timelineStream(timelineId));
  const lessThan = Math.min(beforeSeq ?? head + 1, head + 1);
  const forward = afterSeq !== undefined;
  const found = await findMessages(store.projections, timelineId, {
    ...(forward ? { greaterThan: afterSeq } : {}),
    lessThan,
    order: forward ? 'ascending' : 'descending',
    limit: limit + 1,
  });
  const overflow = found.length > limit;
  const messages = overflow ? found.slice(0, limit) : found;
  if (!forward) messages.reverse();
  const isThere = async (range: { index: 'key'; greaterThan?: number; lessThan: number }) =>
    (await store.projections.count('messages', { ...range, equal: [timelineId], limit: 1 })) > 0;
  const newer = () => isThere({ index: 'key', greaterThan: lessThan - 1, lessThan: head + 1 });
  return {
    messages,
    hasOlder: forward ? await isThere({ index: 'key', lessThan: Math.min(afterSeq, head) + 1 }) : overflow,
    hasNewer: (forward && overflow) || (beforeSeq !== undefined && (await newer())),
    head,
    epoch: store.epoch,
  };
}
