import type { EventStore } from '../port.ts';
import type { Document, Projection, ProjectionWrite } from '../projection.ts';
import type { StoreData } from './describe-event-store.ts';
import { commitOf, eventsOf, fill, range, SLOW_MS, useBench, writing } from './fixture.ts';

/** A projection over events of type `Happened`, with documents that depend on the order of a stream's events. */
const tallies: Projection = {
  name: 'tallies',
  version: 1,
  collections: { tallies: { key: ['stream', 'last'], indexes: { byCount: ['count'] } } },
  project({ stream, seq }): ProjectionWrite[] {
    const key = [stream, seq % 5];
    return [
      seq <= 5
        ? { op: 'put', in: 'tallies', doc: { stream, last: seq % 5, count: 1, seqs: {} } }
        : { op: 'add', in: 'tallies', key, by: { count: 1 } },
      { op: 'merge', in: 'tallies', key, set: { [`at${seq % 7}`]: seq, [`at${(seq + 3) % 7}`]: null } },
    ];
  },
};

const everything = (store: EventStore) =>
  store.projections.find<Document>('tallies', { index: 'key', equal: [], limit: 10_000 });

export function describeMaintenance(create: () => Promise<StoreData>): void {
  const bench = useBench(create);
  const openTallies = (projection: Projection = tallies) => bench.open({ projections: [projection] });

  it(
    'rebuilds a projection to the identical state',
    async () => {
      const store = await openTallies();
      await Promise.all(range(8).map((n) => fill(store, `s${n}`, 200)));
      const before = await everything(store);
      expect(await store.rebuild('tallies')).toEqual({ events: 1_600 });
      expect(await everything(store)).toEqual(before);
      expect(before).toHaveLength(40);
    },
    SLOW_MS,
  );

  it(
    'rebuilds while two stores write and read, and loses nothing',
    async () => {
      const [store, other] = await Promise.all([openTallies(), openTallies()]);
      await fill(store, 's0', 1_200);
      let writing = true;
      const writer = async (target: EventStore, stream: string) => {
        for (let seq = 1; writing || seq <= 20; seq += 1) {
          eventsOf(await target.commit(commitOf([{ stream, seq }])));
          expect(await target.projections.get('tallies', [stream, seq % 5])).toBeDefined();
        }
      };
      const writers = [writer(store, 's1'), writer(other, 's2'), writer(store, 's3')];
      for (const _ of range(3)) await store.rebuild('tallies');
      await Promise.all([store.rebuild('tallies'), other.rebuild('tallies')]);
      writing = false;
      await Promise.all(writers);
      expect(await store.verify()).toEqual([]);
      expect(await everything(store)).toEqual(await everything(other));
    },
    SLOW_MS,
  );

  it('finds through the indexes of a rebuilt projection', async () => {
    const store = await openTallies();
    await fill(store, 'a', 12);
    await store.rebuild('tallies');
    await store.rebuild('tallies');
    expect(await store.projections.count('tallies', { index: 'byCount', equal: [3], limit: 9 })).toBe(2);
  });

  it('refuses to rebuild what it does not have', async () => {
    await expect((await openTallies()).rebuild('nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves the old projection in place where its rebuild fails', async () => {
    let fails = false;
    const store = await openTallies({
      ...tallies,
      project(event) {
        if (fails) throw new Error('this projection is broken');
        return tallies.project(event);
      },
    });
    await fill(store, 'a', 10);
    const before = await everything(store);
    fails = true;
    await expect(store.rebuild('tallies')).rejects.toThrow('broken');
    fails = false;
    expect(await everything(store)).toEqual(before);
    eventsOf(await store.commit(commitOf([{ stream: 'a', seq: 11 }])));
    expect(await store.verify()).toEqual([]);
  });

  it('builds a projection that is new, and again when its version or its indexes change', async () => {
    const without = await bench.open({ projections: [] });
    await fill(without, 'a', 12);
    await without.close();
    const first = await openTallies();
    expect(await first.verify()).toEqual([]);
    expect(await everything(first)).toHaveLength(5);
    await first.close();
    const changed: Projection = {
      name: 'tallies',
      version: 2,
      collections: { tallies: { key: ['stream'], indexes: { byLast: ['last'] } } },
      project: ({ stream, seq }) => [{ op: 'put', in: 'tallies', doc: { stream, last: seq } }],
    };
    const second = await openTallies(changed);
    expect(await everything(second)).toEqual([{ stream: 'a', last: 12 }]);
    expect(await second.projections.count('tallies', { index: 'byLast', equal: [12], limit: 9 })).toBe(1);
  });

  it(
    'shows each of several processes that open a new store at once what the others write',
    async () => {
      for (const round of range(3)) {
        const projection = { ...tallies, version: round };
        const stores = await Promise.all(range(8).map(() => openTallies(projection)));
        const [writer] = stores;
        eventsOf(await (writer as EventStore).commit(commitOf([{ stream: `s${round}`, seq: 1 }])));
        for (const store of stores) expect(await everything(store)).toHaveLength(round);
        await Promise.all(stores.map((store) => store.close()));
      }
    },
    SLOW_MS,
  );

  it('catches up a projection that a program without it has left behind', async () => {
    const first = await openTallies();
    await fill(first, 'a', 5);
    await first.close();
    const without = await bench.open({ projections: [] });
    eventsOf(await without.commit(commitOf([{ stream: 'a', seq: 6 }])));
    await without.close();
    const store = await openTallies();
    expect(await store.projections.get('tallies', ['a', 1])).toMatchObject({ count: 2 });
    expect(await store.verify()).toEqual([]);
  });

  it('stops the old program from writing once a newer one has changed its projection', async () => {
    const old = await openTallies();
    await fill(old, 'a', 3);
    const newer = await openTallies({ ...tallies, version: 2 });
    await expect(old.commit(commitOf([{ stream: 'a', seq: 4 }]))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    eventsOf(await newer.commit(commitOf([{ stream: 'a', seq: 4 }])));
    expect(await newer.verify()).toEqual([]);
  });

  it('moves a collection from one projection to another', async () => {
    const project: Projection['project'] = ({ stream, seq }) => [
      { op: 'put', in: 'totals', doc: { board: stream, seq } },
    ];
    const totals = { totals: { key: ['board'] } };
    const before = await bench.open({ projections: [{ name: 'p', version: 1, collections: totals, project }] });
    await fill(before, 'a', 2);
    await before.close();
    const after = await bench.open({
      projections: [
        { name: 'q', version: 1, collections: totals, project },
        { name: 'p', version: 2, collections: {}, project: () => [] },
      ],
    });
    expect(await after.projections.get('totals', ['a'])).toEqual({ board: 'a', seq: 2 });
    eventsOf(await after.commit(commitOf([{ stream: 'a', seq: 3 }])));
    expect(await after.verify()).toEqual([]);
  });

  it('finds a lost event', async () => {
    const store = await bench.open();
    await fill(store, 'a', 5);
    expect(await store.verify()).toEqual([]);
    await bench.data.loseEvent('a', 3);
    expect(await store.verify()).toEqual([expect.stringContaining('stream a: event 4 follows 2')]);
  });

  it('finds documents that differ from their replay, are lost or should not be there', async () => {
    const store = await bench.open();
    const docs = range(1_300).map((card) => ({ board: 'a', card, title: `t${card}` }));
    const writes = docs.map((doc) => ({ op: 'put' as const, in: 'cards', doc }));
    eventsOf(await store.commit(writing('a', 1, writes)));
    expect(await store.verify()).toEqual([]);
    await bench.data.changeDocument('cards', ['a', 1_200], { board: 'a', card: 1_200, title: 'forged' });
    await bench.data.loseDocument('cards', ['a', 700]);
    await bench.data.changeDocument('cards', ['b', 1], { board: 'b', card: 1 });
    const found = await store.verify();
    expect(found).toHaveLength(3);
    expect(found.find((line) => line.includes('["a",1200]'))).toContain('differs');
    expect(found.find((line) => line.includes('["a",700]'))).toContain('missing');
    expect(found.find((line) => line.includes('["b",1]'))).toContain('should not exist');
    await store.rebuild('cards');
    expect(await store.verify()).toEqual([]);
  });

  it(
    'verifies one moment of the log while it grows',
    async () => {
      const store = await openTallies();
      await fill(store, 'a', 1_500);
      let checking = true;
      const writer = (async () => {
        for (let seq = 1; checking; seq += 1) eventsOf(await store.commit(commitOf([{ stream: 'b', seq }])));
      })();
      for (const _ of range(3)) expect(await store.verify()).toEqual([]);
      checking = false;
      await writer;
    },
    SLOW_MS,
  );

  it('answers a ping until it is closed', async () => {
    const store = await bench.open();
    await store.ping();
    await store.close();
    await store.close();
    await expect(store.ping()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
}
