import { join } from 'node:path';
import { createSoleLeases } from '../../network/lease/sole.ts';
import { append } from '../../testing/append.ts';
import { eventually } from '../../testing/eventually.ts';
import { createTempFolder } from '../../testing/temp-folder.ts';
import type { EventStore } from '../store/port.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { fillIndex, type Indexer, startIndexer } from './indexer.ts';
import type { SearchDefinition, SearchIndex } from './port.ts';
import { openSqliteSearchIndex } from './sqlite/open-sqlite-search-index.ts';

const definition: SearchDefinition = {
  version: 1,
  entriesOf: ({ type, data, stream, seq }) => {
    const { text } = data as { text: string };
    return type === 'Said' ? [{ id: stream, atMs: 1_000 + seq, version: seq, text, tags: [] }] : [];
  },
};

describe('an indexer', () => {
  const folder = createTempFolder();
  let runs = 0;
  let store: EventStore;
  let index: SearchIndex;
  let indexer: Indexer | undefined;
  let errors: unknown[];

  beforeEach(async () => {
    runs += 1;
    errors = [];
    store = await openSqliteStore({ file: join(folder.path, `${runs}.db`), projections: [], upcasters: {} });
    index = await openSqliteSearchIndex({ file: join(folder.path, `${runs}-search.db`), version: 1 });
  });
  afterEach(async () => {
    await indexer?.stop();
    indexer = undefined;
    await index.close();
    await store.close();
  });
  afterAll(() => folder.remove());

  const start = async (used = index) => {
    const onError = (error: unknown) => errors.push(error);
    indexer = await startIndexer({ store, index: used, definition, leases: createSoleLeases(), onError });
    return indexer;
  };
  const say = (stream: string, text: string) => append(store, stream, { type: 'Said', data: { text } });
  const find = async (text: string) => (await index.find({ text, limit: 9 })).map(({ id }) => id);

  it('puts in what is committed, the newest version last', async () => {
    const { caughtUp } = await start();
    await say('a', 'green tea');
    await append(store, 'a', { type: 'Ignored', data: {} });
    await say('b', 'tea');
    await say('a', 'coffee');
    await caughtUp();
    expect(await find('tea')).toEqual(['b']);
    expect(await find('coffee')).toEqual(['a']);
  });

  it('fills a new index with what the log held before', async () => {
    for (const stream of ['a', 'b', 'c']) await say(stream, 'tea');
    await start();
    await eventually(async () => expect(await index.isFilled()).toBe(true));
    expect(await find('tea')).toHaveLength(3);
    expect(errors).toEqual([]);
  });

  it('goes on at its checkpoint after a restart, with what was committed meanwhile', async () => {
    await start();
    await say('a', 'tea');
    await indexer?.caughtUp();
    await eventually(async () => expect(await index.isFilled()).toBe(true));
    await indexer?.stop();
    await say('b', 'tea');
    expect(await find('tea')).toEqual(['a']);
    const { caughtUp } = await start();
    await caughtUp();
    await eventually(async () => expect(await find('tea')).toEqual(['b', 'a']));
  });

  it('fills an index anew that was thrown away, whatever the checkpoint says', async () => {
    await start();
    await say('a', 'tea');
    await indexer?.caughtUp();
    await indexer?.stop();
    await index.clear();
    await start();
    await eventually(async () => expect(await find('tea')).toEqual(['a']));
  });

  it('tries again where the index does not answer, and loses nothing', async () => {
    let failures = 3;
    const failing: SearchIndex = {
      ...index,
      async put(entries) {
        failures -= 1;
        if (failures >= 0) throw new Error('not now');
        return index.put(entries);
      },
    };
    const { caughtUp } = await start(failing);
    await say('a', 'tea');
    await caughtUp();
    await eventually(async () => expect(await find('tea')).toEqual(['a']));
    expect(errors).not.toEqual([]);
  });

  it('rebuilds what is filled by hand to the same answers', async () => {
    await say('a', 'tea');
    await say('a', 'milk');
    await say('b', 'tea');
    await index.clear();
    expect(await fillIndex({ store, index, definition })).toEqual({ events: 3 });
    expect(await index.isFilled()).toBe(true);
    expect([await find('tea'), await find('milk')]).toEqual([['b'], ['a']]);
  });
});
