import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { asSeenBy, isShownTo, type Message } from '../../domain/message.ts';
import { peerOf } from '../../domain/timeline-id.ts';
import { findMessages, findThrough, type MessageRange, withheldOf } from './messages.ts';

type Bounds = Pick<MessageRange, 'greaterThan' | 'lessThan'>;

/** A timeline as one of its readers is shown it: what was withheld from them is not there. */
export interface ShownMessages {
  /** Messages between two seqs, both excluded, as the reader sees them. */
  find(range: MessageRange): Promise<Message[]>;
  hasAny(bounds: Bounds): Promise<boolean>;
}

/**
 * In a private conversation somebody who is blocked may have written any number of messages in a
 * row. Where a page meets one of them it is put together from the indexes that lead past them, so
 * that it costs the same however many there are.
 */
export function shownMessages(
  projections: ProjectionReader,
  { timelineId, readerId }: { timelineId: string; readerId: string },
): ShownMessages {
  const peerId = peerOf(timelineId, readerId);
  const hasAny = async (index: string, equal: readonly string[], bounds: Bounds): Promise<boolean> =>
    (await projections.count('messages', { index, equal, ...bounds, limit: 1 })) > 0;
  if (peerId === undefined) {
    return {
      find: (range) => findMessages(projections, timelineId, range),
      hasAny: (bounds) => hasAny('key', [timelineId], bounds),
    };
  }
  const past = [
    { index: 'livingByAuthor', equal: [timelineId, readerId] },
    { index: 'livingByAuthor', equal: [timelineId, withheldOf(readerId)] },
    { index: 'livingByAuthor', equal: [timelineId, peerId] },
    { index: 'deleted', equal: [timelineId] },
  ];
  const findPast = async (range: MessageRange): Promise<Message[]> => {
    const parts = await Promise.all(past.map((lead) => findThrough(projections, { ...lead, ...range })));
    const direction = range.order === 'ascending' ? 1 : -1;
    return parts
      .flat()
      .sort((a, b) => direction * (a.seq - b.seq))
      .slice(0, range.limit);
  };
  return {
    async find(range) {
      const all = await findMessages(projections, timelineId, range);
      const found = all.every((message) => isShownTo(message, readerId)) ? all : await findPast(range);
      return found.flatMap((message) => asSeenBy(message, readerId) ?? []);
    },
    async hasAny(bounds) {
      const found = await Promise.all(past.map(({ index, equal }) => hasAny(index, equal, bounds)));
      return found.includes(true);
    },
  };
}
