import { type Db, MongoClient } from 'mongodb';
import { testMongo } from '../../../testing/backends.ts';
import type { Collection } from '../collections.ts';
import { describeEventStore, type StoreData } from '../contract/describe-event-store.ts';
import { cards } from '../contract/fixture.ts';
import type { CollectionSpec } from '../projection.ts';
import { renewEpoch } from './epoch.ts';
import { openMongoStore } from './open-mongo-store.ts';
import { keyOf, type StoredDocument, toStored } from './projection-write.ts';
import { collectionsIn } from './schema.ts';

let client: MongoClient;
let databases = 0;
const run = crypto.randomUUID().slice(0, 8);

beforeAll(async () => {
  client = new MongoClient(await testMongo(), {
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    ignoreUndefined: true,
  });
  await client.connect();
});
afterAll(() => client.close());

const specs = cards.collections as Record<string, CollectionSpec>;
const collectionOf = (name: string): Collection => ({ name, projection: 'cards', spec: specs[name] ?? { key: [] } });

async function placeOf(db: Db, collection: string) {
  const registry = await collectionsIn(db).registry.findOne({ _id: 'registry' });
  const [place] = Object.values(registry?.projections ?? {}).flatMap(({ places }) => places[collection] ?? []);
  return db.collection<StoredDocument>(place ?? '');
}

async function createData(): Promise<StoreData> {
  databases += 1;
  const database = `contract_${run}_${databases}`;
  const db = client.db(database);
  const member = { id: `member-${databases}`, ready: async () => {} };
  const consumers = ['publisher', 'other'];
  return {
    open: (options) => openMongoStore({ client, database, member, consumers, ...options }),
    async loseEvent(stream, seq) {
      await collectionsIn(db).events.deleteOne({ stream, seq });
    },
    async changeDocument(name, key, doc) {
      const { _id, d } = toStored(collectionOf(name), doc);
      await (await placeOf(db, name)).replaceOne(
        { _id: keyOf(collectionOf(name), key) ?? _id },
        { d },
        { upsert: true },
      );
    },
    async loseDocument(name, key) {
      await (await placeOf(db, name)).deleteOne({ _id: keyOf(collectionOf(name), key) });
    },
    renewEpoch: () => renewEpoch(db),
    async destroy() {
      await db.dropDatabase();
    },
  };
}

describeEventStore('mongo', createData);
