import type { ProjectionReader } from '@confab/runtime/event-store/projection';

/** Unread messages are counted no further than this. */
export const MAX_UNREAD = 1_000;
/** Unread mentions are counted no further than this. */
export const MAX_UNREAD_MENTIONS = 100;
/** Seqs looked at in the first step; each further one looks at twice as many. */
const FIRST_WINDOW = 2_000;

interface Unread {
  timelineId: string;
  userId: string;
  /** The read marker. */
  after: number;
  /** Head of the timeline. */
  head: number;
}

/**
 * Messages by others after the marker that are not deleted, at most 1,000. Derived from indexes: all messages less the deleted ones less
 * the user's own, in windows of seqs so that each count is exact and bounded. Where others post, the first window settles it, however long
 * the timeline is.
 */
export async function countUnread(
  projections: ProjectionReader,
  { timelineId, userId, after, head }: Unread,
): Promise<number> {
  let unread = 0;
  for (let start = after, width = FIRST_WINDOW; start < head && unread < MAX_UNREAD; start += width, width *= 2) {
    const window = { greaterThan: start, lessThan: start + width + 1, limit: width };
    const [all, deleted, own] = await Promise.all([
      projections.count('messages', { index: 'key', equal: [timelineId], ...window }),
      projections.count('messages', { index: 'deleted', equal: [timelineId], ...window }),
      projections.count('messages', { index: 'livingByAuthor', equal: [timelineId, userId], ...window }),
    ]);
    unread += all - deleted - own;
  }
  return Math.min(unread, MAX_UNREAD);
}

/** Mentions of the user after the marker in messages that are not deleted, at most 100. */
export async function countUnreadMentions(
  projections: ProjectionReader,
  { timelineId, userId, after }: Omit<Unread, 'head'>,
): Promise<number> {
  const mentions = await projections.find<{ messageSeq: number }>('mentions', {
    index: 'key',
    equal: [userId, timelineId],
    greaterThan: after,
    limit: MAX_UNREAD_MENTIONS,
  });
  if (mentions.length === 0) return 0;
  const messages = await projections.getMany<{ deletedSeq?: number }>(
    'messages',
    mentions.map(({ messageSeq }) => [timelineId, messageSeq]),
  );
  return messages.filter((message) => message && message.deletedSeq === undefined).length;
}

/** Seq of the author's last message at or below `upTo` that is not deleted; 0 where there is none. */
export async function findLastLiving(
  projections: ProjectionReader,
  { timelineId, authorId, upTo }: { timelineId: string; authorId: string; upTo: number },
): Promise<number> {
  const [last] = await projections.find<{ seq: number }>('messages', {
    index: 'livingByAuthor',
    equal: [timelineId, authorId],
    lessThan: upTo + 1,
    order: 'descending',
    limit: 1,
  });
  return last?.seq ?? 0;
}
