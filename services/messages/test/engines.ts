import { join } from 'node:path';
import { openMongoStore } from '@confab/runtime/eventlog/store/mongo/open-mongo-store';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { openSqliteStore } from '@confab/runtime/eventlog/store/sqlite/open-sqlite-store';
import { connectMongo } from '@confab/runtime/process/mongo-connection';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { messagesStore } from '../application/store.ts';

/** A store of this service on one engine, and what takes it away again once it is closed. */
interface Opened {
  store: EventStore;
  destroy(): Promise<void>;
}

/**
 * The store of this service on every engine there is. `mongo` gives the address of a server:
 * `testMongo`, which tests that need one have to name.
 */
export const enginesWith = (mongo: () => Promise<string>): Record<string, () => Promise<Opened>> => ({
  async sqlite() {
    const folder = createTempFolder();
    const store = await openSqliteStore({ file: join(folder.path, 'messages.db'), ...messagesStore });
    return { store, destroy: async () => folder.remove() };
  },
  async mongo() {
    const client = await connectMongo({ url: await mongo() });
    const database = `messages_${crypto.randomUUID().slice(0, 8)}`;
    const member = { id: 'messages', ready: async () => {} };
    const store = await openMongoStore({ client, database, member, ...messagesStore, consumers: ['publisher'] });
    const destroy = async () => {
      await client.db(database).dropDatabase();
      await client.close();
    };
    return { store, destroy };
  },
});
