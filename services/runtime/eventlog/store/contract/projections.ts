import type { EventStore } from '../port.ts';
import type { Document, ProjectionWrite } from '../projection.ts';
import type { StoreData } from './describe-event-store.ts';
import { cards, eventsOf, useBench, writing } from './fixture.ts';

const put = (doc: Document): ProjectionWrite => ({ op: 'put', in: 'cards', doc });

/** Commits each group of writes as one event of the stream. */
async function write(store: EventStore, ...groups: readonly ProjectionWrite[][]): Promise<void> {
  const head = await store.head('a');
  const outcomes = await Promise.all(groups.map((group, i) => store.commit(writing('a', head + 1 + i, group))));
  for (const outcome of outcomes) eventsOf(outcome);
}

export function describeProjections(create: () => Promise<StoreData>): void {
  const bench = useBench(create);

  it('puts documents whole', async () => {
    const store = await bench.open();
    const doc = { board: 'a', card: 1, title: 'x', tags: ['y', { z: null }], half: 0.5, yes: true, none: null };
    await write(store, [put({ board: 'a', card: 1, old: true })], [put(doc)]);
    expect(await store.projections.get('cards', ['a', 1])).toEqual(doc);
  });

  it('tells numbers and texts in keys apart', async () => {
    const store = await bench.open();
    await write(store, [put({ board: 'a', card: 1, is: 'number' }), put({ board: 'a', card: '1', is: 'text' })]);
    expect(await store.projections.get('cards', ['a', 1])).toMatchObject({ is: 'number' });
    expect(await store.projections.get('cards', ['a', '1'])).toMatchObject({ is: 'text' });
  });

  it('merges fields: values are replaced whole, null takes a field away', async () => {
    const store = await bench.open();
    await write(
      store,
      [put({ board: 'a', card: 1, title: 'x', deep: { a: 1, b: 2 }, gone: 1 })],
      [{ op: 'merge', in: 'cards', key: ['a', 1], set: { title: 'y', deep: { c: [3] }, gone: null, added: false } }],
    );
    expect(await store.projections.get('cards', ['a', 1])).toEqual({
      board: 'a',
      card: 1,
      title: 'y',
      deep: { c: [3] },
      added: false,
    });
  });

  it('takes fields away without setting others', async () => {
    const store = await bench.open();
    const set = { title: null, 'odd.name $': null, absent: null };
    await write(
      store,
      [put({ board: 'a', card: 1, title: 'x', 'odd.name $': 1 })],
      [{ op: 'merge', in: 'cards', key: ['a', 1], set }],
    );
    expect(await store.projections.get('cards', ['a', 1])).toEqual({ board: 'a', card: 1 });
  });

  it('merges into fields of any name', async () => {
    const store = await bench.open();
    const set = { '👍': 2, 'ä-ö': 'x', '0': 1 };
    await write(store, [put({ board: 'a', card: 1 })], [{ op: 'merge', in: 'cards', key: ['a', 1], set }]);
    expect(await store.projections.get('cards', ['a', 1])).toEqual({ board: 'a', card: 1, ...set });
  });

  it('adds to numbers; an absent one counts as 0', async () => {
    const store = await bench.open();
    await write(
      store,
      [put({ board: 'a', card: 1, n: 5 })],
      [{ op: 'add', in: 'cards', key: ['a', 1], by: { n: -2, m: 1, half: 0.5 } }],
      [{ op: 'add', in: 'cards', key: ['a', 1], by: { m: 1 } }],
    );
    expect(await store.projections.get('cards', ['a', 1])).toEqual({ board: 'a', card: 1, n: 3, m: 2, half: 0.5 });
  });

  it('does nothing to documents that do not exist', async () => {
    const store = await bench.open();
    await write(store, [
      { op: 'merge', in: 'cards', key: ['a', 1], set: { x: 1 } },
      { op: 'add', in: 'cards', key: ['a', 1], by: { x: 1 } },
      { op: 'remove', in: 'cards', key: ['a', 1] },
      { op: 'clear', in: 'cards', prefix: ['a'] },
    ]);
    expect(await store.projections.get('cards', ['a', 1])).toBeUndefined();
  });

  it('removes one document, or all whose key begins alike', async () => {
    const store = await bench.open();
    const places = ['a', 'b'].flatMap((board) => [1, 2, 3].map((card) => ({ board, card })));
    await write(store, places.map(put));
    const left = async () => (await store.projections.find('cards', { index: 'key', equal: [], limit: 9 })).length;
    await write(store, [{ op: 'remove', in: 'cards', key: ['a', 2] }]);
    expect(await left()).toBe(5);
    await write(store, [{ op: 'clear', in: 'cards', prefix: ['a'] }]);
    expect(await left()).toBe(3);
    await write(store, [{ op: 'clear', in: 'cards', prefix: [] }]);
    expect(await left()).toBe(0);
  });

  it('applies the writes of one event in their order', async () => {
    const store = await bench.open();
    await write(store, [
      put({ board: 'a', card: 1, n: 1 }),
      { op: 'add', in: 'cards', key: ['a', 1], by: { n: 1 } },
      { op: 'clear', in: 'cards', prefix: ['a'] },
      put({ board: 'a', card: 1, n: 10 }),
      { op: 'add', in: 'cards', key: ['a', 1], by: { n: 1 } },
    ]);
    expect(await store.projections.get('cards', ['a', 1])).toMatchObject({ n: 11 });
  });

  it('gets many documents in the order of their keys', async () => {
    const store = await bench.open();
    await write(store, [put({ board: 'a', card: 1 }), put({ board: 'a', card: 2 })]);
    const keys = [
      ['a', 2],
      ['a', 9],
      ['a', 1],
      ['a', 2],
    ];
    expect(await store.projections.getMany('cards', keys)).toEqual([
      { board: 'a', card: 2 },
      undefined,
      { board: 'a', card: 1 },
      { board: 'a', card: 2 },
    ]);
  });

  it('hands out fresh copies', async () => {
    const store = await bench.open();
    await write(store, [put({ board: 'a', card: 1, tags: [] })]);
    const first = await store.projections.get<{ tags: string[] }>('cards', ['a', 1]);
    first?.tags.push('changed');
    expect(await store.projections.get('cards', ['a', 1])).toMatchObject({ tags: [] });
  });

  it('rejects reads of what is not there to be read', async () => {
    const { projections } = await bench.open();
    await expect(projections.get('nothing', ['a'])).rejects.toThrow('nothing');
    await expect(projections.get('cards', ['a'])).rejects.toThrow('2 fields');
    await expect(projections.find('cards', { index: 'nothing', equal: [], limit: 1 })).rejects.toThrow('nothing');
  });

  it('refuses two projections with the same collection', async () => {
    await expect(bench.open({ projections: [cards, { ...cards, name: 'other' }] })).rejects.toThrow('belongs to');
  });
}
