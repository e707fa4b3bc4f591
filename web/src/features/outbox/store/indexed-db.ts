import { createDatabase, type DBSchema } from '../../../shared/browser/database.ts';
import { type OutboxItem, understood } from '../outbox-item.ts';
import type { OutboxStore } from '../outbox-store.ts';
import { forgetSettled, settledKeys } from './settled.ts';

/** `order` is given by the database. */
type StoredItem = OutboxItem & { user: string; order?: number };

interface Schema extends DBSchema {
  messages: { key: number; value: StoredItem; indexes: { user: string; key: [user: string, key: string] } };
}

const database = createDatabase<Schema>({
  name: 'confab-outbox',
  store: 'messages',
  create(created) {
    const messages = created.createObjectStore('messages', { keyPath: 'order', autoIncrement: true });
    messages.createIndex('user', 'user');
    messages.createIndex('key', ['user', 'key'], { unique: true });
  },
});

/** Removes every text of the user from this browser. Rejects where the browser does not do it. */
export async function forgetOutbox(user: string): Promise<void> {
  await database.write(async (messages) => {
    const keys = await messages.index('user').getAllKeys(user);
    await Promise.all(keys.map((key) => messages.delete(key)));
  });
  forgetSettled(user);
}

/** What the user has on the way in this browser, for all its tabs and over reloads. Rejects where the browser refuses it or does not answer. */
export function createIndexedDbStore(user: string): OutboxStore {
  let dropping: Promise<void> | undefined;

  /** Drops what an earlier page has settled while the database did not answer: it would be sent again. */
  async function dropSettled(): Promise<void> {
    const settled = settledKeys(user);
    if (settled.length === 0) return;
    await database.write(async (messages) => {
      const found = await Promise.all(settled.map((key) => messages.index('key').getKey([user, key])));
      await Promise.all(found.map((order) => order !== undefined && messages.delete(order)));
    });
    forgetSettled(user);
  }

  function ready(): Promise<void> {
    dropping ??= dropSettled();
    return dropping;
  }

  return {
    shared: async () => true,
    async all() {
      await ready();
      const items = await database.read((messages) => messages.index('user').getAll(user));
      return items.map(({ user: _user, order: _order, ...item }) => understood(item));
    },
    async add(item) {
      await ready();
      await database.write((messages) => messages.add({ ...item, user }));
    },
    async change(key, next) {
      await ready();
      return database.write(async (messages) => {
        const stored = await messages.index('key').get([user, key]);
        if (stored?.order !== undefined) {
          const { user: _user, order, ...item } = stored;
          const changed = next(understood(item));
          if (changed) await messages.put({ ...changed, user, order });
          else await messages.delete(order);
        }
        return stored !== undefined;
      });
    },
  };
}
