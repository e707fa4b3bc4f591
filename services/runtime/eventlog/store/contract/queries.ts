import fc from 'fast-check';
import { indexFields } from '../collections.ts';
import type { EventStore } from '../port.ts';
import type { CollectionSpec, Document, Find, Scalar } from '../projection.ts';
import type { StoreData } from './describe-event-store.ts';
import { cards, eventsOf, range, SLOW_MS, useBench, writing } from './fixture.ts';

const spec = cards.collections['cards'] as CollectionSpec;

async function putAll(store: EventStore, docs: readonly Document[]): Promise<void> {
  const writes = docs.map((doc) => ({ op: 'put' as const, in: 'cards', doc }));
  eventsOf(await store.commit(writing('a', 1, writes)));
}

/** Numbers before texts, texts by code points. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

/** What a find means, said as plainly as possible. */
function expected(docs: readonly Document[], find: Find): Document[] {
  const own = find.index === 'key' ? spec.key : (spec.indexes?.[find.index] ?? []);
  const fields = indexFields(spec, find.index);
  const ranged = (doc: Document) => doc[fields[find.equal.length] ?? ''];
  const found = docs.filter(
    (doc) =>
      own.every((field) => doc[field] !== undefined) &&
      find.equal.every((value, i) => doc[fields[i] ?? ''] === value) &&
      (find.greaterThan === undefined || compare(ranged(doc), find.greaterThan) > 0) &&
      (find.lessThan === undefined || compare(ranged(doc), find.lessThan) < 0) &&
      (find.startsWith === undefined || (ranged(doc) as string).startsWith(find.startsWith)),
  );
  const order = (a: Document, b: Document): number =>
    fields.map((field) => compare(a[field], b[field])).find((result) => result !== 0) ?? 0;
  found.sort(find.order === 'descending' ? (a, b) => order(b, a) : order);
  return found.slice(0, find.limit);
}

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'ä', '\ud7ff', '\uffff', '🙂', '\u{10ffff}'), maxLength: 3 });
const document = fc.record(
  { board: fc.constantFrom('a', 'b'), card: fc.nat(40), owner: text, rank: fc.nat(5), title: text },
  { requiredKeys: ['board', 'card'] },
);
const documents = fc.uniqueArray(document, { selector: ({ board, card }) => `${board} ${card}`, maxLength: 60 });

function bounded(index: string, equal: readonly Scalar[], bound: fc.Arbitrary<Scalar>): fc.Arbitrary<Find> {
  const withPrefix = ['byTitle', 'byOwner'].includes(index) && equal.length === 0;
  const common = { index: fc.constant(index), equal: fc.constant(equal), limit: fc.integer({ min: 1, max: 70 }) };
  const bounds = {
    greaterThan: bound,
    lessThan: bound,
    order: fc.constantFrom<Find['order'][]>('ascending', 'descending'),
  };
  const prefix = { startsWith: withPrefix ? text : fc.constant(undefined) };
  return fc.record({ ...common, ...bounds, ...prefix }, { requiredKeys: ['index', 'equal', 'limit'] });
}

const find = fc.oneof(
  bounded('key', [], fc.constantFrom('a', 'b', 'c')),
  bounded('key', ['a'], fc.nat(40)),
  bounded('byOwner', [], text),
  text.chain((owner) => bounded('byOwner', [owner], fc.nat(5))),
  fc.tuple(text, fc.nat(5)).chain((equal) => bounded('byOwner', equal, fc.constantFrom('a', 'b'))),
  bounded('byTitle', [], text),
);

export function describeQueries(create: () => Promise<StoreData>): void {
  const bench = useBench(create);

  it(
    'finds and counts as a filter and a sort would',
    async () => {
      const store = await bench.open();
      let seq = 0;
      await fc.assert(
        fc.asyncProperty(documents, fc.array(find, { minLength: 1, maxLength: 20 }), async (docs, finds) => {
          seq += 1;
          const clear = { op: 'clear' as const, in: 'cards', prefix: [] };
          const puts = docs.map((doc) => ({ op: 'put' as const, in: 'cards', doc }));
          eventsOf(await store.commit(writing('a', seq, [clear, ...puts])));
          for (const one of finds) {
            const wanted = expected(docs, one);
            expect(await store.projections.find('cards', one)).toEqual(wanted);
            expect(await store.projections.count('cards', one)).toBe(wanted.length);
          }
        }),
        { numRuns: 60 },
      );
    },
    SLOW_MS,
  );

  it('pages through an index without losing or repeating documents of equal rank', async () => {
    const store = await bench.open();
    await putAll(
      store,
      range(50).map((card) => ({ board: 'a', card, owner: 'ada', rank: 1 })),
    );
    const seen: unknown[] = [];
    for (let after = 0; ; ) {
      const page = await store.projections.find<{ card: number }>('cards', {
        index: 'byOwner',
        equal: ['ada', 1, 'a'],
        greaterThan: after,
        limit: 8,
      });
      seen.push(...page.map(({ card }) => card));
      const last = page.at(-1);
      if (!last) break;
      after = last.card;
    }
    expect(seen).toEqual(range(50));
  });

  it('finds nothing through an index after the document lost the field', async () => {
    const store = await bench.open();
    await putAll(store, [{ board: 'a', card: 1, title: 'x' }]);
    const byTitle = { index: 'byTitle', equal: ['x'], limit: 9 };
    expect(await store.projections.count('cards', byTitle)).toBe(1);
    eventsOf(await store.commit(writing('a', 2, [{ op: 'merge', in: 'cards', key: ['a', 1], set: { title: null } }])));
    expect(await store.projections.find('cards', byTitle)).toEqual([]);
    expect(await store.projections.get('cards', ['a', 1])).toEqual({ board: 'a', card: 1 });
  });

  it('follows a document to where its indexed field moves', async () => {
    const store = await bench.open();
    await putAll(store, [{ board: 'a', card: 1, owner: 'ada', rank: 1 }]);
    const writes = [{ op: 'add' as const, in: 'cards', key: ['a', 1], by: { rank: 4 } }];
    eventsOf(await store.commit(writing('a', 2, writes)));
    expect(await store.projections.find('cards', { index: 'byOwner', equal: ['ada', 1], limit: 9 })).toEqual([]);
    expect(await store.projections.find('cards', { index: 'byOwner', equal: ['ada', 5], limit: 9 })).toHaveLength(1);
  });

  it('counts no further than the limit', async () => {
    const store = await bench.open();
    await putAll(
      store,
      range(30).map((card) => ({ board: 'a', card })),
    );
    expect(await store.projections.count('cards', { index: 'key', equal: ['a'], limit: 10 })).toBe(10);
  });

  it('refuses a bound where no field is left, and more values than fields', async () => {
    const { projections } = await bench.open();
    const key = { index: 'key', limit: 1 };
    await expect(projections.find('cards', { ...key, equal: ['a', 1], greaterThan: 1 })).rejects.toThrow('no field');
    await expect(projections.find('cards', { ...key, equal: ['a', 1, 2] })).rejects.toThrow('2 fields');
  });
}
