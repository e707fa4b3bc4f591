import { eventually } from '../../../testing/eventually.ts';
import type { StoreData } from './describe-event-store.ts';
import { cards, commitOf, eventsOf, fill, range, useBench } from './fixture.ts';

/** Version 1 had a `title`, version 2 a `name`, version 3 has a `name` in capitals. */
const upcasters = {
  Named: [
    (data: object) => ({ name: (data as { title: string }).title }),
    (data: object) => ({ name: (data as { name: string }).name.toUpperCase() }),
  ],
};

export function describeLog(create: () => Promise<StoreData>): void {
  const bench = useBench(create);

  it('reads a stream in pages', async () => {
    const store = await bench.open();
    await fill(store, 'a', 10);
    const seqs = async (after: number, limit: number) =>
      (await store.readStream('a', { after, limit })).map(({ seq }) => seq);
    expect(await seqs(0, 4)).toEqual([1, 2, 3, 4]);
    expect(await seqs(4, 4)).toEqual([5, 6, 7, 8]);
    expect(await seqs(8, 4)).toEqual([9, 10]);
    expect(await seqs(10, 4)).toEqual([]);
  });

  it('reads nothing of a stream that does not exist', async () => {
    const store = await bench.open();
    expect(await store.readStream('none', { after: 0, limit: 10 })).toEqual([]);
    expect(await store.head('none')).toBe(0);
  });

  it('reads the whole log in pages, in the order of position', async () => {
    const store = await bench.open();
    await Promise.all(['a', 'b', 'c'].map((stream) => fill(store, stream, 20)));
    const positions: number[] = [];
    for (let after = 0; ; ) {
      const page = await store.readAll({ after, limit: 7 });
      positions.push(...page.map(({ position }) => position));
      const last = page.at(-1);
      if (!last) break;
      after = last.position;
    }
    expect(positions).toHaveLength(60);
    expect(positions).toEqual([...new Set(positions)].sort((x, y) => x - y));
  });

  it('returns every field as it was handed in', async () => {
    const store = await bench.open();
    const data = {
      text: 'naïve 🙂 \u0000 "\' \\ </script>',
      big: 2 ** 53 - 1,
      half: 0.5,
      none: null,
      deep: [{ a: [] }],
    };
    const commit = commitOf([{ stream: 'räume-ж', seq: 1, data, atMs: 1_732_310_000_123, correlationId: 'why' }]);
    const events = eventsOf(await store.commit(commit));
    expect(await store.readStream('räume-ж', { after: 0, limit: 1 })).toEqual(events);
  });

  it('hands out fresh copies', async () => {
    const store = await bench.open();
    await fill(store, 'a', 1);
    const [first] = await store.readStream('a', { after: 0, limit: 1 });
    Object.assign(first?.data ?? {}, { n: 'changed' });
    expect((await store.readStream('a', { after: 0, limit: 1 }))[0]?.data).toEqual({ n: 1 });
  });

  it('lists streams in order', async () => {
    const store = await bench.open();
    await Promise.all(['c', 'a', 'b', 'd'].map((stream) => fill(store, stream, 2)));
    expect(await store.listStreams({ after: '', limit: 3 })).toEqual(['a', 'b', 'c']);
    expect(await store.listStreams({ after: 'c', limit: 3 })).toEqual(['d']);
  });

  it('upcasts old events on every read', async () => {
    const old = await bench.open({ upcasters: {} });
    await old.commit(commitOf([{ stream: 'a', seq: 1, type: 'Named', version: 1, data: { title: 'x' } }]));
    await old.close();
    const store = await bench.open({ upcasters });
    await store.commit(commitOf([{ stream: 'a', seq: 2, type: 'Named', version: 3, data: { name: 'Y' } }]));
    const expected = [
      { seq: 1, version: 3, data: { name: 'X' } },
      { seq: 2, version: 3, data: { name: 'Y' } },
    ];
    expect(await store.readStream('a', { after: 0, limit: 9 })).toMatchObject(expected);
    expect(await store.readAll({ after: 0, limit: 9 })).toMatchObject(expected);
  });

  it('upcasts old events before they are projected anew', async () => {
    const old = await bench.open({ upcasters: {}, projections: [] });
    await old.commit(commitOf([{ stream: 'a', seq: 1, type: 'Named', version: 1, data: { title: 'x' } }]));
    await old.close();
    const names = {
      ...cards,
      project: ({ stream, type, data }: { stream: string; type: string; data: object }) =>
        type === 'Named' ? [{ op: 'put' as const, in: 'totals', doc: { board: stream, ...data } }] : [],
    };
    const store = await bench.open({ upcasters, projections: [names] });
    expect(await store.projections.get('totals', ['a'])).toEqual({ board: 'a', name: 'X' });
    expect(await store.verify()).toEqual([]);
  });

  it('says so where an event is newer than the program', async () => {
    const newer = await bench.open({ upcasters });
    await newer.commit(commitOf([{ stream: 'a', seq: 1, type: 'Named', version: 3, data: { name: 'Y' } }]));
    await newer.close();
    const store = await bench.open({ upcasters: {} });
    await expect(store.readStream('a', { after: 0, limit: 9 })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('Named in version 3'),
    });
  });

  it('keeps checkpoints, also over reopening', async () => {
    const store = await bench.open();
    expect(await store.checkpoint('publisher')).toBe(0);
    store.saveCheckpoint('publisher', 5);
    store.saveCheckpoint('other', 1);
    store.saveCheckpoint('publisher', 7);
    expect(await store.checkpoint('publisher')).toBe(7);
    await store.close();
    const again = await bench.open();
    expect(await again.checkpoint('publisher')).toBe(7);
    expect(await again.checkpoint('other')).toBe(1);
  });

  it('saves a checkpoint with the next commit', async () => {
    const [store, other] = await Promise.all([bench.open(), bench.open()]);
    store.saveCheckpoint('publisher', 3);
    await fill(store, 'a', 1);
    expect(await other.checkpoint('publisher')).toBe(3);
  });

  it('saves checkpoints and snapshots soon, even where nobody commits', async () => {
    const [store, other] = await Promise.all([bench.open(), bench.open()]);
    store.saveCheckpoint('publisher', 3);
    store.saveSnapshot('a', { seq: 1, version: 1, state: 'x' });
    await eventually(async () => {
      expect(await other.checkpoint('publisher')).toBe(3);
      expect(await other.readSnapshot('a', 1)).toEqual({ seq: 1, state: 'x' });
    });
  });

  it('keeps the latest snapshot of a version', async () => {
    const store = await bench.open();
    store.saveSnapshot('a', { seq: 10, version: 1, state: { members: ['x'] } });
    store.saveSnapshot('a', { seq: 20, version: 2, state: { members: ['x', 'y'] } });
    await fill(store, 'a', 1);
    expect(await store.readSnapshot('a', 2)).toEqual({ seq: 20, state: { members: ['x', 'y'] } });
    expect(await store.readSnapshot('a', 3)).toBeUndefined();
    expect(await store.readSnapshot('b', 2)).toBeUndefined();
  });

  it('keeps its epoch until it is renewed', async () => {
    const first = await bench.open();
    await first.close();
    const second = await bench.open();
    expect(second.epoch).toBe(first.epoch);
    expect(first.epoch).not.toBe('');
    await second.close();
    await bench.data.renewEpoch();
    expect((await bench.open()).epoch).not.toBe(first.epoch);
  });

  it('sees what another store on the same data has committed', async () => {
    const [store, other] = await Promise.all([bench.open(), bench.open()]);
    for (const seq of range(10)) {
      await store.commit(commitOf([{ stream: 'a', seq }], { commandId: `c${seq}` }));
      expect(await other.head('a')).toBe(seq);
      expect(await other.findCommand('ada', `c${seq}`)).toBeDefined();
    }
  });
}
