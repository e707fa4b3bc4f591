import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { testMongo } from '@confab/runtime/testing/backends';
import fc from 'fast-check';
import { enginesWith } from '../../test/engines.ts';
import { countUnread, findFirstUnread, findLastLiving } from './counts.ts';
import { shownMessages } from './shown-messages.ts';

/**
 * What a private conversation holds at a seq: a message of either side, withheld from the other or
 * not, deleted later or not, or something else.
 */
type Entry = { authorId: string; withheld: boolean; deleted: boolean } | 'reaction';

const message = (authorId: string, withheld: boolean): fc.Arbitrary<Entry> =>
  fc.record({ authorId: fc.constant(authorId), withheld: fc.constant(withheld), deleted: fc.boolean() });
/** Runs of the same kind, as whoever is blocked writes them. */
const entries = fc
  .array(
    fc.tuple(
      fc.oneof(
        ...['reader', 'writer'].flatMap((author) => [message(author, true), message(author, false)]),
        fc.constant<Entry>('reaction'),
      ),
      fc.integer({ min: 1, max: 9 }),
    ),
    { maxLength: 10 },
  )
  .map((runs) => runs.flatMap(([entry, times]) => Array<Entry>(times).fill(entry)));

function eventsOf(timelineId: string, all: readonly Entry[]): NewEvent[] {
  const posts = all.map((each) => {
    if (each === 'reaction')
      return { type: 'ReactionAdded', data: { messageSeq: 1, emoji: '👍', userId: 'writer', count: 1 } };
    const { authorId, withheld } = each;
    return { type: 'MessagePosted', data: { authorId, text: 'x', ...(withheld && { withheld }) } };
  });
  const deletions = all.flatMap((each, index) => {
    if (each === 'reaction' || !each.deleted) return [];
    const { authorId, withheld } = each;
    const gone = { timelineId, seq: index + 1, authorId, sentAtMs: 1, deletedAtMs: 2, ...(withheld && { withheld }) };
    return [{ type: 'MessageDeleted', data: { message: gone, by: authorId } }];
  });
  const about = { version: 1, atMs: 1, actor: 'writer', commandId: timelineId, correlationId: 'test' };
  return [...posts, ...deletions].map((event, index) => ({
    ...event,
    ...about,
    id: `${timelineId}.${index + 1}`,
    stream: `timeline-${timelineId}`,
    seq: index + 1,
  }));
}

describe.each(Object.entries(enginesWith(testMongo)))(
  'a private conversation as its reader is shown it by %s',
  (_, open) => {
    let store: EventStore;
    let destroy: () => Promise<void>;
    let conversations = 0;

    beforeAll(async () => {
      ({ store, destroy } = await open());
    });
    afterAll(async () => {
      await store.close();
      await destroy();
    });

    it('is as if nobody had written what is withheld, page by page and in every count', async () => {
      const range = fc.record({
        greaterThan: fc.nat({ max: 60 }),
        lessThan: fc.integer({ min: 1, max: 90 }),
        order: fc.constantFrom('ascending' as const, 'descending' as const),
        limit: fc.integer({ min: 1, max: 12 }),
      });
      await fc.assert(
        fc.asyncProperty(entries, range, fc.nat({ max: 60 }), async (all, page, after) => {
          conversations += 1;
          // Ids sort as the sides do.
          const [reader, writer] = [`reader${conversations}`, `writer${conversations}`];
          const named = all.map((each) =>
            each === 'reaction' ? each : { ...each, authorId: each.authorId + conversations },
          );
          const timelineId = `${reader}_${writer}`;
          const events = eventsOf(timelineId, named);
          if (events.length > 0) {
            await store.commit({ actor: writer, commandId: timelineId, command: 'Fill', result: null, events });
          }
          const shown = named.flatMap((each, index) =>
            each === 'reaction' || (each.withheld && each.authorId === writer) ? [] : [{ ...each, seq: index + 1 }],
          );
          const within = shown.filter(({ seq }) => seq > page.greaterThan && seq < page.lessThan);
          if (page.order === 'descending') within.reverse();
          const view = shownMessages(store.projections, { timelineId, readerId: reader });
          expect((await view.find(page)).map(({ seq }) => seq)).toEqual(
            within.slice(0, page.limit).map(({ seq }) => seq),
          );
          const { greaterThan, lessThan } = page;
          expect(await view.hasAny({ greaterThan, lessThan })).toBe(within.length > 0);

          const unread = shown.filter(({ authorId, deleted, seq }) => authorId === writer && !deleted && seq > after);
          const marked = { timelineId, userId: reader, after, head: events.length };
          expect(await countUnread(store.projections, marked)).toBe(unread.length);
          expect(await findFirstUnread(store.projections, marked)).toBe(unread[0]?.seq);
          const last = shown.findLast(({ authorId, deleted, seq }) => authorId === writer && !deleted && seq <= after);
          expect(await findLastLiving(store.projections, { timelineId, authorId: writer, upTo: after })).toBe(
            last?.seq ?? 0,
          );
        }),
        { numRuns: 60 },
      );
    }, 60_000);

    it('keeps its projections equal to their replay', async () => {
      expect(await store.verify()).toEqual([]);
    });
  },
);
