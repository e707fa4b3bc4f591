import { existsSync } from 'node:fs';
import { authStore } from '@confab/auth/store';
import { storeDefinition as messagesStore } from '@confab/messages/store';
import { roomsStore } from '@confab/rooms/store';
import { AppError } from '@confab/runtime/errors/app-error';
import type { EventStore } from '@confab/runtime/event-store/port';
import { openSqliteStore } from '@confab/runtime/event-store/sqlite/open-sqlite-store';
import { storeFile } from '@confab/runtime/process/data-folder';
import type { StoreDefinition } from '@confab/runtime/process/platform';
import { closeInOrder } from '@confab/runtime/process/shutdown';

const DEFINITIONS: Readonly<Record<string, StoreDefinition>> = {
  auth: authStore,
  rooms: roomsStore,
  messages: messagesStore,
};

export interface OpenStore {
  service: string;
  store: EventStore;
  /** Names of its projections. */
  projections: readonly string[];
}

/**
 * Opens the stores of a data folder, runs `work` and closes them. A server may run on the same folder meanwhile. Throws NOT_FOUND for a folder
 * without data: a tool never creates one.
 */
export async function withStores<T>(dataDir: string, work: (stores: readonly OpenStore[]) => Promise<T>): Promise<T> {
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
      opened.push({
        service,
        store: await openSqliteStore({ file, ...definition }),
        projections: definition.projections.map(({ name }) => name),
      });
    }
    return await work(opened);
  } finally {
    await closeInOrder(opened.map(({ store }) => store));
  }
}
