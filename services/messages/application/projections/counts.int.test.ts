import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { testMongo } from '@confab/runtime/testing/backends';
import fc from 'fast-check';
import { enginesWith } from '../../test/engines.ts';
import { countUnread, findFirstUnread } from './counts.ts';

/**
 * What a timeline holds at a seq: a message of the reader or of somebody else, deleted later or
 * not, or something else.
 */
type Entry = { authorId: 'reader' | 'writer'; deleted: boolean } | 'reaction';

const entry = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Entry>({ authorId: 'reader', deleted: false }) },
  { weight: 2, arbitrary: fc.constant<Entry>({ authorId: 'writer', deleted: true }) },
  { weight: 1, arbitrary: fc.constant<Entry>({ authorId: 'writer', deleted: false }) },
  { weight: 1, arbitrary: fc.constant<Entry>('reaction') },
);
const RUNS = 40;

/** The events that lead there: the deletions come last. */
function eventsOf(timelineId: string, entries: readonly Entry[]): NewEvent[] {
  const posts = entries.map((each) =>
    each === 'reaction'
      ? { type: 'ReactionAdded', data: { messageSeq: 1, emoji: '👍', userId: 'writer', count: 1 } }
      : { type: 'MessagePosted', data: { authorId: each.authorId, text: 'x' } },
  );
  const deletions = entries.flatMap((each, index) => {
    if (each === 'reaction' || !each.deleted) return [];
    const message = { timelineId, seq: index + 1, authorId: each.authorId, sentAtMs: 1, deletedAtMs: 2 };
    return [{ type: 'MessageDeleted', data: { message, by: each.authorId } }];
  });
  return [...posts, ...deletions].map((event, index) => ({
    ...event,
    id: `${timelineId}.${index + 1}`,
    stream: `timeline-${timelineId}`,
    seq: index + 1,
    version: 1,
    atMs: 1,
    actor: 'writer',
    commandId: timelineId,
    correlationId: 'test',
  }));
}

/** What is unread behind a marker, said as plainly as possible. */
function unreadSeqs(entries: readonly Entry[], after: number): number[] {
  const isUnread = (each: Entry) => each !== 'reaction' && each.authorId !== 'reader' && !each.deleted;
  return entries.flatMap((each, index) => (index + 1 > after && isUnread(each) ? [index + 1] : []));
}

describe.each(Object.entries(enginesWith(testMongo)))('what is unread, counted by %s', (_name, open) => {
  let store: EventStore;
  let destroy: () => Promise<void>;
  let timelines = 0;

  beforeAll(async () => {
    ({ store, destroy } = await open());
  });
  afterAll(async () => {
    await store.close();
    await destroy();
  });

  async function write(entries: readonly Entry[]): Promise<{ timelineId: string; userId: string; head: number }> {
    timelines += 1;
    const timelineId = `t${timelines}`;
    const events = eventsOf(timelineId, entries);
    if (events.length > 0) {
      await store.commit({ actor: 'writer', commandId: timelineId, command: 'Fill', result: null, events });
    }
    return { timelineId, userId: 'reader', head: events.length };
  }

  it('is what others wrote behind the marker and did not delete, and begins with the first of it', async () => {
    const timeline = fc.array(entry, { maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(timeline, fc.nat({ max: 80 }), async (entries, after) => {
        const range = { ...(await write(entries)), after };
        const expected = unreadSeqs(entries, after);
        expect(await countUnread(store.projections, range)).toBe(expected.length);
        expect(await findFirstUnread(store.projections, range)).toBe(expected[0]);
      }),
      { numRuns: RUNS },
    );
  }, 60_000);

  it('begins behind any number of one’s own messages', async () => {
    const own: Entry = { authorId: 'reader', deleted: false };
    const others: Entry = { authorId: 'writer', deleted: false };
    const range = { ...(await write([...Array(120).fill(own), others, others, others])), after: 0 };
    expect(await findFirstUnread(store.projections, range)).toBe(121);
    expect(await findFirstUnread(store.projections, { ...range, after: 121 })).toBe(122);
    expect(await findFirstUnread(store.projections, { ...range, after: 123 })).toBeUndefined();
  });
});
