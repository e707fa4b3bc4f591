import { createDatabase, type DBSchema } from './browser/database.ts';

interface Schema extends DBSchema {
  shown: { key: [user: string, what: string]; value: { user: string; what: string; value: unknown } };
}

const database = createDatabase<Schema>({
  name: 'confab-kept',
  store: 'shown',
  create(created) {
    created.createObjectStore('shown', { keyPath: ['user', 'what'] });
  },
});

/** What a user was shown last of something, as this browser keeps it to be read without the server. */
export interface Kept<T> {
  /** Undefined where nothing is kept, or nothing can be. */
  read(): Promise<T | undefined>;
  /** Does nothing where the browser keeps nothing, or has no room left. */
  write(value: T): Promise<void>;
  remove(): Promise<void>;
}

/** Opens the store, without waiting for it: whoever has to write in the last moment of a page has no time for that. */
export function openKept(): void {
  database.read(async () => undefined).catch(() => undefined);
}

export function createKept<T>(user: string, what: string): Kept<T> {
  return {
    async read() {
      const found = await database.read((store) => store.get([user, what])).catch(() => undefined);
      return found?.value as T | undefined;
    },
    async write(value) {
      await database
        .write(async (store) => {
          const putting = store.put({ user, what, value });
          // At once: the page may be gone before the browser would do it by itself.
          store.transaction.commit();
          await putting;
        })
        .catch(() => undefined);
    },
    async remove() {
      await database.write((store) => store.delete([user, what])).catch(() => undefined);
    },
  };
}

const ofUser = (user: string) => IDBKeyRange.bound([user], [user, []]);

/** Removes what `isLeft` says of all that is kept for a user. */
export async function removeKept(user: string, isLeft: (what: string) => boolean): Promise<void> {
  await database
    .write(async (store) => {
      const keys = await store.getAllKeys(ofUser(user));
      await Promise.all(keys.filter(([, what]) => isLeft(what)).map((key) => store.delete(key)));
    })
    .catch(() => undefined);
}

/** Removes all that the user was shown from this browser. Rejects where the browser does not do it. */
export async function forgetKept(user: string): Promise<void> {
  await database.write((store) => store.delete(ofUser(user)));
}
