import { timelineStream } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { countUnread, countUnreadMentions } from '../projections/counts.ts';
import { readMarker } from '../projections/inbox-reader.ts';
import { checkIds, type QueryContext } from './query-context.ts';

export interface ReadState {
  timelineId: string;
  /** At most 1,000. */
  unreadCount: number;
  /** At most 100. */
  mentionCount: number;
  lastReadSeq: number;
}

/** Parallel to the ids. Of what the caller may not read, everything is 0. */
export async function getReadStates(
  context: QueryContext,
  caller: Caller,
  timelineIds: readonly string[],
): Promise<ReadState[]> {
  checkIds('timelineIds', timelineIds);
  const readable = await context.places.readableAmong(caller, timelineIds);
  return Promise.all(
    timelineIds.map((timelineId) =>
      readable.has(timelineId)
        ? readState(context, caller.userId, timelineId)
        : { timelineId, unreadCount: 0, mentionCount: 0, lastReadSeq: 0 },
    ),
  );
}

/** Of a timeline that the user may read. */
export async function readState({ store }: QueryContext, userId: string, timelineId: string): Promise<ReadState> {
  const [lastReadSeq, head] = await Promise.all([
    readMarker(store.projections, userId, timelineId),
    store.head(timelineStream(timelineId)),
  ]);
  const range = { timelineId, userId, after: lastReadSeq };
  const [unreadCount, mentionCount] = await Promise.all([
    countUnread(store.projections, { ...range, head }),
    countUnreadMentions(store.projections, range),
  ]);
  return { timelineId, unreadCount, mentionCount, lastReadSeq };
}
