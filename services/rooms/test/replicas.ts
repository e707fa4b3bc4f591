import { openMongoStore } from '@confab/runtime/eventlog/store/mongo/open-mongo-store';
import { connectMongo } from '@confab/runtime/process/mongo-connection';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { roomsStore } from '../application/store.ts';
import { type RoomsApp, startRoomsApp } from './rooms-app.ts';

/**
 * Replicas of the application on one store, as many as are started, and what takes the store away
 * once they have stopped.
 */
export interface Replicas {
  start(): Promise<RoomsApp>;
  destroy(): Promise<void>;
}

/**
 * Replicas on every engine there is. `mongo` gives the address of a server: `testMongo`, which
 * tests that need one have to name.
 */
export const replicasWith = (mongo: () => Promise<string>): Record<string, () => Promise<Replicas>> => ({
  async sqlite() {
    const folder = createTempFolder();
    return { start: () => startRoomsApp(folder), destroy: async () => folder.remove() };
  },
  async mongo() {
    const folder = createTempFolder();
    const client = await connectMongo({ url: await mongo() });
    const database = `rooms_${crypto.randomUUID().slice(0, 8)}`;
    const consumers = ['publisher'];
    const openStore = () => {
      const member = { id: crypto.randomUUID(), ready: async () => {} };
      return openMongoStore({ client, database, member, ...roomsStore, consumers });
    };
    return {
      start: () => startRoomsApp(folder, openStore),
      async destroy() {
        await client.db(database).dropDatabase();
        await client.close();
        folder.remove();
      },
    };
  },
});
