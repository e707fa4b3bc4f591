import { MongoClient } from 'mongodb';
import { testMongo } from '../../../testing/backends.ts';
import { describeSearchIndex } from '../contract/describe-search-index.ts';
import { openMongoSearchIndex } from './open-mongo-search-index.ts';

let client: MongoClient;
let databases = 0;
const run = crypto.randomUUID().slice(0, 8);

beforeAll(async () => {
  client = new MongoClient(await testMongo(), { writeConcern: { w: 'majority' }, readConcern: { level: 'majority' } });
  await client.connect();
});
afterAll(() => client.close());

describeSearchIndex('mongo', async () => {
  databases += 1;
  const db = client.db(`search_${run}_${databases}`);
  return {
    open: (version = 1) => openMongoSearchIndex({ db, version }),
    async destroy() {
      await db.dropDatabase();
    },
  };
});
