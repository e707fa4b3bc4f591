import { inTurns } from '@confab/runtime/kernel/turns/in-turns';
import { timelineStream } from '../../domain/timeline-id.ts';
import type { Caller } from '../ports.ts';
import { countUnread, countUnreadMentions, findFirstUnread, findFirstUnreadMention } from '../projections/counts.ts';
import { readMarker } from '../projections/inbox-reader.ts';
import { checkIds, type QueryContext, turnsOf } from './query-context.ts';

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
  const readable = await context.timelines.readableAmong(caller, timelineIds);
  return inTurns(timelineIds, turnsOf(context, caller.userId), async (timelineId) =>
    readable.has(timelineId)
      ? readState(context, caller.userId, timelineId)
      : { timelineId, unreadCount: 0, mentionCount: 0, lastReadSeq: 0 },
  );
}

/** Of a timeline that the user may read. */
export async function readState(context: QueryContext, userId: string, timelineId: string): Promise<ReadState> {
  const { projections } = context.store;
  const behind = await behindMarker(context, userId, timelineId);
  const [unreadCount, mentionCount] = await Promise.all([
    countUnread(projections, behind),
    countUnreadMentions(projections, behind),
  ]);
  return { timelineId, unreadCount, mentionCount, lastReadSeq: behind.after };
}

/**
 * Seq of the first unread message, by timeline. Timelines without one are left out, and those that
 * the caller may not read. Dearer than the counts, so it is not among them: a list of many rooms
 * has no use for it.
 */
export async function getFirstUnread(
  context: QueryContext,
  caller: Caller,
  timelineIds: readonly string[],
): Promise<Map<string, number>> {
  return findInEach(context, caller, timelineIds, async (timelineId) =>
    findFirstUnread(context.store.projections, await behindMarker(context, caller.userId, timelineId)),
  );
}

/** The same of the first unread message that mentions the caller. */
export async function getFirstUnreadMention(
  context: QueryContext,
  caller: Caller,
  timelineIds: readonly string[],
): Promise<Map<string, number>> {
  const { projections } = context.store;
  return findInEach(context, caller, timelineIds, async (timelineId) => {
    const after = await readMarker(projections, caller.userId, timelineId);
    return findFirstUnreadMention(projections, { timelineId, userId: caller.userId, after });
  });
}

async function findInEach(
  context: QueryContext,
  caller: Caller,
  timelineIds: readonly string[],
  find: (timelineId: string) => Promise<number | undefined>,
): Promise<Map<string, number>> {
  checkIds('timelineIds', timelineIds);
  const readable = await context.timelines.readableAmong(caller, timelineIds);
  const found = new Map<string, number>();
  await inTurns([...readable], turnsOf(context, caller.userId), async (timelineId) => {
    const seq = await find(timelineId);
    if (seq !== undefined) found.set(timelineId, seq);
  });
  return found;
}

/** What lies between the user's marker and the end of a timeline. */
async function behindMarker({ store }: QueryContext, userId: string, timelineId: string) {
  const [after, head] = await Promise.all([
    readMarker(store.projections, userId, timelineId),
    store.head(timelineStream(timelineId)),
  ]);
  return { timelineId, userId, after, head };
}
