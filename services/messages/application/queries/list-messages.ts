import { AppError, isAppError } from '@confab/runtime/kernel/errors/app-error';
import type { Message } from '../../domain/message.ts';
import { parseMessageId, timelineStream } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { type ShownMessages, shownMessages } from '../projections/shown-messages.ts';
import { checkIds, checkPage, type QueryContext } from './query-context.ts';

export interface ListMessages {
  timelineId: string;
  limit: number;
  beforeSeq?: number | undefined;
  afterSeq?: number | undefined;
  /** Id of the message in the middle of the page. Nothing else bounds the page then. */
  aroundId?: string | undefined;
}

export interface MessagePage {
  /** Ascending. */
  messages: Message[];
  hasOlder: boolean;
  hasNewer: boolean;
  head: number;
  epoch: string;
}

type Part = Pick<MessagePage, 'messages' | 'hasOlder' | 'hasNewer'>;

/**
 * A page of a timeline, deleted messages included. The head is read first and the page ends there:
 * a stream that goes on after the head brings every later message exactly once. An edit or a
 * reaction that came between the two reads is in the page and comes again; it is the same the
 * second time.
 *
 * A position need not be that of a message. NOT_FOUND where there is no message `aroundId` in this
 * timeline.
 */
export async function listMessages(
  { store, timelines }: QueryContext,
  caller: Caller,
  wanted: ListMessages,
): Promise<MessagePage> {
  checkPage('limit', wanted.limit);
  await timelines.readable(caller, wanted.timelineId);
  return readPage(store, caller.userId, wanted);
}

/**
 * The same page of many timelines, whose rights are asked for at once: a function that reads that
 * of one of them, or rejects as `listMessages` does.
 */
export async function listMessagesOfEach(
  { store, timelines }: QueryContext,
  caller: Caller,
  { timelineIds, ...page }: Omit<ListMessages, 'timelineId'> & { timelineIds: readonly string[] },
): Promise<(timelineId: string) => Promise<MessagePage>> {
  checkPage('limit', page.limit);
  checkIds('timelineIds', timelineIds);
  const readable = await timelines.readableEach(caller, timelineIds);
  return async (timelineId) => {
    const timeline = readable.get(timelineId);
    if (isAppError(timeline)) throw timeline;
    return readPage(store, caller.userId, { ...page, timelineId });
  };
}

async function readPage(
  store: QueryContext['store'],
  readerId: string,
  { timelineId, limit, aroundId, ...bounds }: ListMessages,
): Promise<MessagePage> {
  const head = await store.head(timelineStream(timelineId));
  const shown = shownMessages(store.projections, { timelineId, readerId });
  const part =
    aroundId === undefined
      ? await pageBetween(shown, { limit, head, ...bounds })
      : await pageAround(shown, { timelineId, limit, head, aroundId });
  return { ...part, head, epoch: store.epoch };
}

interface Range {
  limit: number;
  head: number;
}

async function pageBetween(
  shown: ShownMessages,
  { limit, head, beforeSeq, afterSeq }: Range & Pick<ListMessages, 'beforeSeq' | 'afterSeq'>,
): Promise<Part> {
  const lessThan = Math.min(beforeSeq ?? head + 1, head + 1);
  const forward = afterSeq !== undefined;
  const found = await shown.find({
    ...(forward ? { greaterThan: afterSeq } : {}),
    lessThan,
    order: forward ? 'ascending' : 'descending',
    limit: limit + 1,
  });
  const overflow = found.length > limit;
  const messages = overflow ? found.slice(0, limit) : found;
  if (!forward) messages.reverse();
  const newer = () => shown.hasAny({ greaterThan: lessThan - 1, lessThan: head + 1 });
  return {
    messages,
    hasOlder: forward ? await shown.hasAny({ lessThan: Math.min(afterSeq, head) + 1 }) : overflow,
    hasNewer: (forward && overflow) || (beforeSeq !== undefined && (await newer())),
  };
}

/** Half of the page is older than the message; at an end of the timeline that half is shorter. */
async function pageAround(
  shown: ShownMessages,
  { timelineId, limit, head, aroundId }: Range & { timelineId: string; aroundId: string },
): Promise<Part> {
  const key = parseMessageId(aroundId);
  if (key?.timelineId !== timelineId) throw noSuchMessage();
  const olderLimit = Math.floor(Math.max(limit - 1, 0) / 2);
  const newerLimit = limit - olderLimit;
  const [older, newer] = await Promise.all([
    shown.find({ lessThan: key.seq, order: 'descending', limit: olderLimit + 1 }),
    shown.find({
      ...{ greaterThan: key.seq - 1, lessThan: head + 1 },
      ...{ order: 'ascending', limit: newerLimit + 1 },
    }),
  ]);
  if (newer[0]?.seq !== key.seq) throw noSuchMessage();
  return {
    messages: [...older.slice(0, olderLimit).reverse(), ...newer.slice(0, newerLimit)],
    hasOlder: older.length > olderLimit,
    hasNewer: newer.length > newerLimit,
  };
}

function noSuchMessage(): AppError {
  return new AppError('NOT_FOUND', 'There is no such message here.');
}
