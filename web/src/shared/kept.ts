import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

interface Schema extends DBSchema {
  shown: { key: [user: string, what: string]; value: { user: string; what: string; value: unknown } };
}

const NAME = 'confab-kept';

let opening: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>(NAME, 1, {
    upgrade(database) {
      database.createObjectStore('shown', { keyPath: ['user', 'what'] });
    },
    // A later version of the client wants to change the database: this one does not stand in its way.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return opening;
}

/** What a user was shown last of something, as this browser keeps it to be read without the server. */
export interface Kept<T> {
  /** Undefined where nothing is kept, or nothing can be. */
  read(): Promise<T | undefined>;
  /** Does nothing where the browser keeps nothing, or has no room left. */
  write(value: T): Promise<void>;
  remove(): Promise<void>;
}

export function createKept<T>(user: string, what: string): Kept<T> {
  return {
    async read() {
      const found = await open()
        .then((database) => database.get('shown', [user, what]))
        .catch(() => undefined);
      return found?.value as T | undefined;
    },
    async write(value) {
      await open()
        .then(async (database) => {
          const transaction = database.transaction('shown', 'readwrite');
          const putting = transaction.store.put({ user, what, value });
          // At once: the page may be gone before the browser would do it by itself.
          transaction.commit();
          await Promise.all([putting, transaction.done]);
        })
        .catch(() => undefined);
    },
    async remove() {
      await open()
        .then((database) => database.delete('shown', [user, what]))
        .catch(() => undefined);
    },
  };
}

const ofUser = (user: string) => IDBKeyRange.bound([user], [user, []]);

/** Removes what `isLeft` says of all that is kept for a user. */
export async function removeKept(user: string, isLeft: (what: string) => boolean): Promise<void> {
  await open()
    .then(async (database) => {
      const transaction = database.transaction('shown', 'readwrite');
      const keys = await transaction.store.getAllKeys(ofUser(user));
      await Promise.all(keys.filter(([, what]) => isLeft(what)).map((key) => transaction.store.delete(key)));
      await transaction.done;
    })
    .catch(() => undefined);
}

/** Removes all that the user was shown from this browser. */
export async function forgetKept(user: string): Promise<void> {
  await open()
    .then((database) => database.delete('shown', ofUser(user)))
    .catch(() => undefined);
}
