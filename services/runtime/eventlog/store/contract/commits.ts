import { randomIds } from '../../../kernel/ids/port.ts';
import type { StoredEvent } from '../event.ts';
import type { StoreData } from './describe-event-store.ts';
import { cards, commitOf, eventsOf, fill, range, SLOW_MS, useBench, writing } from './fixture.ts';

export function describeCommits(create: () => Promise<StoreData>): void {
  const bench = useBench(create);

  it('appends to several streams at once and returns the events with their positions', async () => {
    const store = await bench.open();
    const commit = commitOf([
      { stream: 'a', seq: 1 },
      { stream: 'b', seq: 1 },
      { stream: 'a', seq: 2 },
    ]);
    const events = eventsOf(await store.commit(commit));
    expect(events.map(({ position: _, ...event }) => event)).toEqual(commit.events);
    expect(await store.readStream('a', { after: 0, limit: 10 })).toEqual([events[0], events[2]]);
    expect(await store.readStream('b', { after: 0, limit: 10 })).toEqual([events[1]]);
    expect(await store.readAll({ after: 0, limit: 10 })).toEqual(events);
  });

  it('writes nothing of a commit of which one stream conflicts', async () => {
    const store = await bench.open();
    await fill(store, 'b', 2);
    const put = { op: 'put', in: 'cards', doc: { board: 'a', card: 1 } };
    const commit = commitOf([
      { stream: 'a', seq: 1, type: 'Wrote', data: { writes: [put] } },
      { stream: 'b', seq: 2 },
    ]);
    expect(await store.commit(commit)).toEqual({ kind: 'conflict', stream: 'b' });
    expect(await store.head('a')).toBe(0);
    expect(await store.projections.get('cards', ['a', 1])).toBeUndefined();
    expect(await store.findCommand(commit.actor, commit.commandId)).toBeUndefined();
  });

  it.each([
    ['repeats a seq', 3],
    ['leaves a gap', 5],
    ['starts anew', 1],
  ])('refuses an event that %s', async (_, seq) => {
    const store = await bench.open();
    await fill(store, 'a', 3);
    expect(await store.commit(commitOf([{ stream: 'a', seq }]))).toEqual({ kind: 'conflict', stream: 'a' });
    expect(await store.head('a')).toBe(3);
  });

  it('refuses a gap within one commit', async () => {
    const store = await bench.open();
    const commit = commitOf([1, 3].map((seq) => ({ stream: 'a', seq })));
    expect(await store.commit(commit)).toEqual({ kind: 'conflict', stream: 'a' });
    expect(await store.head('a')).toBe(0);
  });

  it('lets a commit build on one that has not resolved', async () => {
    const store = await bench.open();
    await fill(store, 'a', 500);
    expect(await store.head('a')).toBe(500);
  });

  it('refuses what was built on events that are not there, even where the seq fits', async () => {
    const store = await bench.open();
    const rival = commitOf([{ stream: 'a', seq: 1 }]);
    const first = commitOf([{ stream: 'a', seq: 1 }]);
    const built = { ...commitOf([{ stream: 'a', seq: 2 }]), follows: { a: first.events[0]?.id ?? '' } };
    const reader = { ...commitOf([{ stream: 'b', seq: 1 }]), follows: { a: first.events[0]?.id ?? '' } };
    const outcomes = await Promise.all([rival, first, built, reader].map((commit) => store.commit(commit)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['committed', 'conflict', 'conflict', 'conflict']);
    const right = { ...commitOf([{ stream: 'a', seq: 2 }]), follows: { a: rival.events[0]?.id ?? '' } };
    expect((await store.commit(right)).kind).toBe('committed');
  });

  it('refuses what was built on a commit that failed, and nothing else', async () => {
    const store = await bench.open();
    const [failing, built, other] = await Promise.allSettled([
      store.commit(commitOf([{ stream: 'a', seq: 1, type: 'Broken' }])),
      store.commit(commitOf([{ stream: 'a', seq: 2 }])),
      store.commit(commitOf([{ stream: 'b', seq: 1 }])),
    ]);
    expect(failing.status).toBe('rejected');
    expect(built).toMatchObject({ value: { kind: 'conflict', stream: 'a' } });
    expect(other).toMatchObject({ value: { kind: 'committed' } });
  });

  it.each([
    ['a key field is missing', { op: 'put', in: 'cards', doc: { board: 'x' } }],
    ['a key is too short', { op: 'remove', in: 'cards', key: ['x'] }],
    ['there is no such collection', { op: 'put', in: 'nothing', doc: { board: 'x' } }],
    ['a key field would change', { op: 'merge', in: 'cards', key: ['x', 1], set: { card: 2 } }],
  ])('fails only the commit with a malformed projection write: %s', async (_, write) => {
    const store = await bench.open();
    const [bad, good] = await Promise.allSettled([
      store.commit(commitOf([{ stream: 'a', seq: 1, type: 'Wrote', data: { writes: [write] } }])),
      store.commit(commitOf([{ stream: 'b', seq: 1 }])),
    ]);
    expect(bad.status).toBe('rejected');
    expect(good).toMatchObject({ value: { kind: 'committed' } });
    expect(await store.head('a')).toBe(0);
  });

  it('keeps the order of commits handed over together', async () => {
    const store = await bench.open();
    const outcomes = await Promise.all(range(300).map((n) => store.commit(commitOf([{ stream: `s${n}`, seq: 1 }]))));
    const positions = outcomes.map((outcome) => eventsOf(outcome)[0]?.position ?? 0);
    expect(positions).toEqual([...positions].sort((x, y) => x - y));
    expect(new Set(positions).size).toBe(300);
  });

  it('writes commits together that are handed over while others are being written', async () => {
    const store = await bench.open();
    let batches = 0;
    store.onCommitted(() => {
      batches += 1;
    });
    await fill(store, 'a', 300);
    expect(batches).toBeLessThan(10);
  });

  it('answers a repeated command with its first result, and writes nothing', async () => {
    const store = await bench.open();
    const fields = { actor: 'ada', commandId: 'c1', command: 'Post', result: { seq: 1, tags: ['x'] } };
    eventsOf(await store.commit(commitOf([{ stream: 'a', seq: 1 }], fields)));
    const record = { command: 'Post', result: { seq: 1, tags: ['x'] } };
    const again = { ...fields, result: 'another', command: 'Other' };
    for (const seq of [1, 2]) {
      expect(await store.commit(commitOf([{ stream: 'a', seq }], again))).toEqual({ kind: 'duplicate', record });
    }
    expect(await store.findCommand('ada', 'c1')).toEqual(record);
    expect(await store.head('a')).toBe(1);
  });

  it('keeps what a command said beside its result, and knows commands of which nothing was kept', async () => {
    const before = await bench.open();
    eventsOf(await before.commit(commitOf([{ stream: 'a', seq: 1 }], { commandId: 'c1', digest: 'one' })));
    eventsOf(await before.commit(commitOf([{ stream: 'a', seq: 2 }], { commandId: 'c2' })));
    await before.close();
    const store = await bench.open();
    const first = { command: 'Test', result: null, digest: 'one' };
    expect(await store.findCommand('ada', 'c1')).toEqual(first);
    expect(await store.findCommand('ada', 'c2')).toEqual({ command: 'Test', result: null });
    const again = (commandId: string) =>
      store.commit(commitOf([{ stream: 'a', seq: 3 }], { commandId, digest: 'another' }));
    expect(await again('c1')).toEqual({ kind: 'duplicate', record: first });
    expect(await again('c2')).toEqual({ kind: 'duplicate', record: { command: 'Test', result: null } });
    expect(await store.findCommand('ada', 'c1')).toEqual(first);
    expect(await store.verify()).toEqual([]);
  });

  it('answers the second of two commands in one batch with what the first of them said', async () => {
    const store = await bench.open();
    const outcomes = await Promise.all(
      ['one', 'another'].map((digest, i) =>
        store.commit(commitOf([{ stream: 'a', seq: i + 1 }], { commandId: 'c1', digest })),
      ),
    );
    expect(outcomes[0]?.kind).toBe('committed');
    expect(outcomes[1]).toEqual({ kind: 'duplicate', record: { command: 'Test', result: null, digest: 'one' } });
  });

  it('commits one of several equal commands handed over at once', async () => {
    const store = await bench.open();
    const attempts = range(20).map((n) =>
      store.commit(commitOf([{ stream: 'a', seq: n }], { commandId: 'same', result: n })),
    );
    const outcomes = await Promise.all(attempts);
    expect(outcomes.filter(({ kind }) => kind === 'committed')).toHaveLength(1);
    expect(outcomes.slice(1)).toEqual(
      Array.from({ length: 19 }, () => ({ kind: 'duplicate', record: { command: 'Test', result: 1 } })),
    );
  });

  it('knows a command after it was opened again, and tells actors apart', async () => {
    const before = await bench.open();
    eventsOf(await before.commit(commitOf([{ stream: 'a', seq: 1 }], { commandId: 'c1', result: 7 })));
    await before.close();
    const store = await bench.open();
    const repeat = await store.commit(commitOf([{ stream: 'a', seq: 2 }], { commandId: 'c1' }));
    expect(repeat).toEqual({ kind: 'duplicate', record: { command: 'Test', result: 7 } });
    eventsOf(await store.commit(commitOf([{ stream: 'a', seq: 2 }], { actor: 'bob', commandId: 'c1' })));
  });

  it('keeps the result of a command without events', async () => {
    const store = await bench.open();
    expect(await store.commit(commitOf([], { commandId: 'c1', result: 'nothing to do' }))).toEqual({
      kind: 'committed',
      events: [],
    });
    expect(await store.findCommand('ada', 'c1')).toEqual({ command: 'Test', result: 'nothing to do' });
  });

  it('tells listeners of every batch in order before the commits resolve', async () => {
    const store = await bench.open();
    const log: string[] = [];
    const seen: StoredEvent[] = [];
    const stop = store.onCommitted((events) => {
      seen.push(...events);
      for (const { stream } of events) log.push(`told ${stream}`);
    });
    const streams = range(200).map((n) => `s${n}`);
    await Promise.all(
      streams.map((stream) => store.commit(commitOf([{ stream, seq: 1 }])).then(() => log.push(`resolved ${stream}`))),
    );
    for (const stream of streams) expect(log.indexOf(`told ${stream}`)).toBeLessThan(log.indexOf(`resolved ${stream}`));
    expect(await store.readAll({ after: 0, limit: 1_000 })).toEqual(seen);
    stop();
    await fill(store, 'later', 1);
    expect(seen).toHaveLength(200);
  });

  it('tells listeners neither of duplicates nor of conflicts, and bears one that throws', async () => {
    const store = await bench.open();
    const seen: string[] = [];
    store.onCommitted(() => {
      throw new Error('a listener failed');
    });
    store.onCommitted((events) => seen.push(...events.map(({ stream }) => stream)));
    const commit = commitOf([{ stream: 'a', seq: 1 }]);
    await Promise.all([store.commit(commit), store.commit(commit), store.commit(commitOf([{ stream: 'b', seq: 2 }]))]);
    expect(seen).toEqual(['a']);
  });

  it('shows what was acknowledged to every read that follows', async () => {
    const store = await bench.open();
    for (const seq of range(20)) {
      await store.commit(writing('a', seq, [{ op: 'put', in: 'totals', doc: { board: 'a', seq } }]));
      expect(await store.head('a')).toBe(seq);
      expect(await store.projections.get('totals', ['a'])).toEqual({ board: 'a', seq });
    }
  });

  it(
    'keeps streams contiguous while two stores append to them',
    async () => {
      const stores = await Promise.all([bench.open(), bench.open({ projections: [cards] })]);
      const streams = ['x', 'y', 'z'];
      const appendUntilDone = async (store: (typeof stores)[number], count: number): Promise<number> => {
        let conflicts = 0;
        for (let done = 0; done < count; ) {
          const stream = streams[done % streams.length] ?? 'x';
          const seq = (await store.head(stream)) + 1;
          const { kind } = await store.commit(commitOf([{ stream, seq }], { commandId: randomIds.next() }));
          if (kind === 'committed') done += 1;
          else conflicts += 1;
        }
        return conflicts;
      };
      await Promise.all(stores.flatMap((store) => [appendUntilDone(store, 60), appendUntilDone(store, 60)]));
      const [store] = stores;
      for (const stream of streams) {
        const events = (await store?.readStream(stream, { after: 0, limit: 1_000 })) ?? [];
        expect(events.map(({ seq }) => seq)).toEqual(range(80));
      }
      expect(await store?.verify()).toEqual([]);
    },
    SLOW_MS,
  );

  it('commits a command once where two stores get it at the same time', async () => {
    const stores = await Promise.all([bench.open(), bench.open()]);
    const attempts = range(40).map((n) => ({ n, commandId: `c${n % 20}` }));
    const outcomes = await Promise.all(
      attempts.map(({ n, commandId }, i) =>
        stores[i % 2 === Math.floor(i / 20) ? 0 : 1]?.commit(commitOf([{ stream: `s${n}`, seq: 1 }], { commandId })),
      ),
    );
    expect(outcomes.filter((outcome) => outcome?.kind === 'committed')).toHaveLength(20);
    expect(outcomes.filter((outcome) => outcome?.kind === 'duplicate')).toHaveLength(20);
  });

  it('refuses to commit after it was closed, and finishes what was handed over before', async () => {
    const store = await bench.open();
    const accepted = range(50).map((seq) => store.commit(commitOf([{ stream: 'a', seq }])));
    const closed = store.close();
    await expect(store.commit(commitOf([{ stream: 'a', seq: 51 }]))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    for (const outcome of await Promise.all(accepted)) eventsOf(outcome);
    await closed;
    expect(await (await bench.open()).head('a')).toBe(50);
  });
}
