import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxItem } from '../outbox-item.ts';
import { createMemoryStore } from './memory.ts';
import type { OutboxStore } from './port.ts';

/** `order` is given by the database. */
type StoredItem = OutboxItem & { user: string; order?: number };

interface Schema extends DBSchema {
  messages: { key: number; value: StoredItem; indexes: { user: string; key: [user: string, key: string] } };
}

type Database = IDBPDatabase<Schema>;

const NAME = 'confab-outbox';

function open(): Promise<Database> {
  return openDB<Schema>(NAME, 1, {
    upgrade(database) {
      const messages = database.createObjectStore('messages', { keyPath: 'order', autoIncrement: true });
      messages.createIndex('user', 'user');
      messages.createIndex('key', ['user', 'key'], { unique: true });
    },
    // A later version of the client wants to change the database: this one does not stand in its way.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}

/** What the user has on the way in this browser, for all its tabs and over reloads; for this page alone where the browser keeps nothing. */
export function openOutboxStore(user: string): OutboxStore {
  const opening = open().then((database) => createStore(database, user), createMemoryStore);
  return {
    shared: async () => (await opening).shared(),
    all: async () => (await opening).all(),
    add: async (item) => (await opening).add(item),
    change: async (...args) => (await opening).change(...args),
  };
}

/** Removes every text of the user from this browser. */
export async function forgetOutbox(user: string): Promise<void> {
  const database = await open();
  const transaction = database.transaction('messages', 'readwrite');
  const cursor = await transaction.store.index('user').openKeyCursor(user);
  for (let at = cursor; at; at = await at.continue()) void transaction.store.delete(at.primaryKey);
  await transaction.done;
  database.close();
}

function createStore(database: Database, user: string): OutboxStore {
  return {
    shared: async () => true,
    async all() {
      const items = await database.getAllFromIndex('messages', 'user', user);
      return items.map(({ user: _user, order: _order, ...item }) => item);
    },
    async add(item) {
      await database.add('messages', { ...item, user });
    },
    async change(key, next) {
      const transaction = database.transaction('messages', 'readwrite');
      const stored = await transaction.store.index('key').get([user, key]);
      if (stored?.order !== undefined) {
        const { user: _user, order, ...item } = stored;
        const changed = next(item);
        if (changed) await transaction.store.put({ ...changed, user, order });
        else await transaction.store.delete(order);
      }
      await transaction.done;
      return stored !== undefined;
    },
  };
}
