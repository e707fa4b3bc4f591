import type { Find, ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { peerOf } from '../../domain/timeline-id.ts';

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
 * Messages by others after the marker that are not deleted, at most 1,000. Derived from indexes:
 * all messages less the deleted ones less the user's own, in windows of seqs so that each count is
 * exact and bounded. Where others post, the first window settles it, however long the timeline is.
 * In a private conversation it is one look at what the other side wrote, without what is withheld
 * from the user.
 */
export async function countUnread(projections: ProjectionReader, unreadOf: Unread): Promise<number> {
  const { timelineId, userId, after, head } = unreadOf;
  const byPeer = writtenByPeer(unreadOf, MAX_UNREAD);
  if (byPeer) return projections.count('messages', byPeer);
  let unread = 0;
  for (let start = after, width = FIRST_WINDOW; start < head && unread < MAX_UNREAD; start += width, width *= 2) {
    unread += await countWithin(projections, { timelineId, userId, after: start, width });
  }
  return Math.min(unread, MAX_UNREAD);
}

/**
 * Seq of the first message that `countUnread` counts; undefined where it counts none. Found by the
 * same counts: in windows that double until one holds it, and are then halved. So it is found at
 * once where it is the first message behind the marker, and without reading a message where
 * thousands of the user's own, or deleted ones, lie before it.
 */
export async function findFirstUnread(projections: ProjectionReader, unreadOf: Unread): Promise<number | undefined> {
  const { timelineId, userId, after, head } = unreadOf;
  const byPeer = writtenByPeer(unreadOf, 1);
  if (byPeer) return (await projections.find<{ seq: number }>('messages', byPeer))[0]?.seq;
  const count = (start: number, width: number) => countWithin(projections, { timelineId, userId, after: start, width });
  let start = after;
  let width = 1;
  while (start < head && (await count(start, width)) === 0) {
    start += width;
    width *= 2;
  }
  if (start >= head) return undefined;
  while (width > 1) {
    width /= 2;
    if ((await count(start, width)) === 0) start += width;
  }
  return start + 1;
}

/**
 * What the other side of a private conversation wrote behind the marker, oldest first; undefined in
 * a room.
 */
function writtenByPeer({ timelineId, userId, after, head }: Unread, limit: number): Find | undefined {
  const peerId = peerOf(timelineId, userId);
  if (peerId === undefined) return undefined;
  return { index: 'livingByAuthor', equal: [timelineId, peerId], greaterThan: after, lessThan: head + 1, limit };
}

/** Messages by others that are not deleted, among the `width` seqs after one. */
async function countWithin(
  projections: ProjectionReader,
  { timelineId, userId, after, width }: Omit<Unread, 'head'> & { width: number },
): Promise<number> {
  const window = { greaterThan: after, lessThan: after + width + 1, limit: width };
  const [all, deleted, own] = await Promise.all([
    projections.count('messages', { index: 'key', equal: [timelineId], ...window }),
    projections.count('messages', { index: 'deleted', equal: [timelineId], ...window }),
    projections.count('messages', { index: 'livingByAuthor', equal: [timelineId, userId], ...window }),
  ]);
  return all - deleted - own;
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

/**
 * Seq of the first message that `countUnreadMentions` counts; undefined where it counts none.
 * Passes over deleted ones, a hundred at a time.
 */
export async function findFirstUnreadMention(
  projections: ProjectionReader,
  { timelineId, userId, after }: Omit<Unread, 'head'>,
): Promise<number | undefined> {
  for (let position = after; ; ) {
    const mentions = await projections.find<{ messageSeq: number }>('mentions', {
      ...{ index: 'key', equal: [userId, timelineId] },
      ...{ greaterThan: position, limit: MAX_UNREAD_MENTIONS },
    });
    const seqs = mentions.map(({ messageSeq }) => messageSeq);
    const messages = await projections.getMany<{ deletedSeq?: number }>(
      'messages',
      seqs.map((seq) => [timelineId, seq]),
    );
    const first = seqs.find((_, at) => messages[at] && messages[at].deletedSeq === undefined);
    if (first !== undefined || seqs.length < MAX_UNREAD_MENTIONS) return first;
    position = seqs.at(-1) ?? position;
  }
}

/**
 * Seq of the author's last message at or below `upTo` that is neither deleted nor withheld from the
 * other side; 0 where there is none.
 */
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
