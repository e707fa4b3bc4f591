import { MongoClient } from 'mongodb';
import { testMongo } from '../../../testing/backends.ts';
import { createTempFolder } from '../../../testing/temp-folder.ts';
import { cards, commitOf, eventsOf, fill, writing } from '../contract/fixture.ts';
import type { EventStore } from '../port.ts';
import { backUp, restore } from './backup.ts';
import { openMongoStore } from './open-mongo-store.ts';

const folder = createTempFolder();
const databases = ['one', 'two'].map((name) => `backup_${name}_${crypto.randomUUID().slice(0, 8)}`);
let client: MongoClient;
let opened: EventStore[] = [];

beforeAll(async () => {
  client = new MongoClient(await testMongo(), {
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
  });
  await client.connect();
});
afterAll(async () => {
  await client.close();
  folder.remove();
});

const open = async (database: string): Promise<EventStore> => {
  const member = { id: crypto.randomUUID(), ready: async () => {} };
  const store = await openMongoStore({ client, database, member, consumers: [], projections: [cards], upcasters: {} });
  opened.push(store);
  return store;
};
const closeAll = async () => {
  await Promise.all(opened.map((store) => store.close()));
  opened = [];
};
const contentOf = async (store: EventStore) => ({
  events: await store.readAll({ after: 0, limit: 10_000 }),
  documents: await store.projections.find('cards', { index: 'key', equal: [], limit: 100 }),
});

describe('backup and restore', () => {
  afterEach(async () => {
    await closeAll();
    for (const database of databases) await client.db(database).dropDatabase();
  });

  it('bring all stores back as they were at one moment, with another epoch', async () => {
    const stores = await Promise.all(databases.map(open));
    for (const store of stores) {
      await fill(store, 'a', 300);
      const put = { op: 'put' as const, in: 'cards', doc: { board: 'naïve 🙂', card: 1, 'odd.name $': [1] } };
      eventsOf(await store.commit(writing('b', 1, [put])));
      eventsOf(
        await store.commit(commitOf([{ stream: 'c', seq: 1 }], { commandId: 'k', digest: 'd', result: { seq: 1 } })),
      );
    }
    const before = await Promise.all(stores.map(contentOf));
    const epochs = stores.map(({ epoch }) => epoch);
    const saved = await backUp({ client, databases, folder: folder.path });
    expect(Object.values(saved)).toEqual([302, 302, 302, 302]);
    for (const store of stores) await fill(store, 'later', 3);
    await closeAll();
    await expect(restore({ client, databases, folder: folder.path })).rejects.toMatchObject({ code: 'CONFLICT' });
    for (const database of databases) await client.db(database).dropDatabase();

    expect(await restore({ client, databases, folder: folder.path })).toEqual(saved);
    const restored = await Promise.all(databases.map(open));
    expect(await Promise.all(restored.map(contentOf))).toEqual(before);
    for (const [i, store] of restored.entries()) {
      expect(await store.verify()).toEqual([]);
      expect(store.epoch).not.toBe(epochs[i]);
      expect(await store.findCommand('ada', 'k')).toEqual({ command: 'Test', digest: 'd', result: { seq: 1 } });
      const [event] = eventsOf(await store.commit(commitOf([{ stream: 'a', seq: 301 }])));
      expect(event?.position).toBeGreaterThan(before[i]?.events.at(-1)?.position ?? 0);
    }
  });
});
