import { existsSync } from 'node:fs';
import { authStore } from '@confab/auth/store';
import { messagesStore } from '@confab/messages/store';
import { roomsStore } from '@confab/rooms/store';
import { fillIndex } from '@confab/runtime/eventlog/search/indexer';
import { openMongoSearchIndex } from '@confab/runtime/eventlog/search/mongo/open-mongo-search-index';
import type { SearchDefinition, SearchIndex } from '@confab/runtime/eventlog/search/port';
import { openSqliteSearchIndex } from '@confab/runtime/eventlog/search/sqlite/open-sqlite-search-index';
import { openMongoStore } from '@confab/runtime/eventlog/store/mongo/open-mongo-store';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { openSqliteStore } from '@confab/runtime/eventlog/store/sqlite/open-sqlite-store';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { searchFileOf, storeFile } from '@confab/runtime/process/data-folder';
import { connectMongo } from '@confab/runtime/process/mongo-connection';
import type { StoreDefinition } from '@confab/runtime/process/platform';
import { closeInOrder } from '@confab/runtime/process/shutdown';

export const DEFINITIONS: Readonly<Record<string, StoreDefinition>> = {
  auth: authStore,
  rooms: roomsStore,
  messages: messagesStore,
};

/** Where the stores lie: in databases where there is an address, else in a folder. */
export interface StorePlace {
  dataDir: string;
  mongo: { url: string; databasePrefix: string; caFile: string | undefined } | undefined;
}

export interface OpenStore {
  service: string;
  store: EventStore;
  /** Names of its projections. */
  projections: readonly string[];
  /** Where the service can be searched: throws its index away and fills it from the log. */
  search: { rebuild(): Promise<{ events: number }> } | undefined;
}

/**
 * Opens the stores of a data folder, or of the databases that `MONGODB_URL` leads to, runs `work` and closes them. Servers may run on them meanwhile. Throws
 * NOT_FOUND for a folder without data: a tool never creates one.
 */
export async function withStores<T>(place: StorePlace, work: (stores: readonly OpenStore[]) => Promise<T>): Promise<T> {
  return place.mongo ? withDatabases(place.mongo, work) : withFiles(place.dataDir, work);
}

async function withDatabases<T>(
  mongo: NonNullable<StorePlace['mongo']>,
  work: (stores: readonly OpenStore[]) => Promise<T>,
): Promise<T> {
  const client = await connectMongo(mongo);
  const opened: OpenStore[] = [];
  try {
    for (const [service, { projections, upcasters, search }] of Object.entries(DEFINITIONS)) {
      const member = { id: `tool-${crypto.randomUUID()}`, ready: async () => {} };
      const database = `${mongo.databasePrefix}_${service}`;
      const store = await openMongoStore({ client, database, projections, upcasters, consumers: [], member });
      opened.push({
        ...{ service, store, projections: projections.map(({ name }) => name) },
        search:
          search && rebuildable(store, search, () => openMongoSearchIndex({ db: client.db(database), ...search })),
      });
    }
    return await work(opened);
  } finally {
    await closeInOrder([...opened.map(({ store }) => store), client]);
  }
}

function rebuildable(store: EventStore, definition: SearchDefinition, open: () => Promise<SearchIndex>) {
  return {
    async rebuild() {
      const index = await open();
      try {
        await index.clear();
        return await fillIndex({ store, index, definition });
      } finally {
        await index.close();
      }
    },
  };
}

async function withFiles<T>(dataDir: string, work: (stores: readonly OpenStore[]) => Promise<T>): Promise<T> {
  const opened: OpenStore[] = [];
  try {
    for (const [service, definition] of Object.entries(DEFINITIONS)) {
      const file = storeFile(dataDir, service);
      if (!existsSync(file)) {
        throw new AppError(
          'NOT_FOUND',
          `There is no ${service} data in ${dataDir}. Set CONFAB_DATA to the data folder.`,
        );
      }
      const { projections, search } = definition;
      const store = await openSqliteStore({ file, ...definition });
      const searchFile = storeFile(dataDir, searchFileOf(service));
      opened.push({
        ...{ service, store, projections: projections.map(({ name }) => name) },
        search: search && rebuildable(store, search, () => openSqliteSearchIndex({ file: searchFile, ...search })),
      });
    }
    return await work(opened);
  } finally {
    await closeInOrder(opened.map(({ store }) => store));
  }
}
