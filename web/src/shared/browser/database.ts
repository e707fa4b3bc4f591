import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB, type StoreNames } from 'idb';
import { ANSWER_MS, BrowserFailure, within } from './limit.ts';

export type { DBSchema } from 'idb';

export interface DatabaseOptions<Schema extends DBSchema> {
  name: string;
  /** The one store that it has. */
  store: StoreNames<Schema>;
  /** Makes the store in a new database. */
  create(database: IDBPDatabase<Schema>): void;
  limitMs?: number;
}

type Work<Schema extends DBSchema, Mode extends IDBTransactionMode, T> = (
  store: IDBPObjectStore<Schema, [StoreNames<Schema>], StoreNames<Schema>, Mode>,
) => Promise<T>;

/** A database of this browser with one store. */
export interface Database<Schema extends DBSchema> {
  /**
   * Runs `work` in one transaction, and resolves once it is done. Rejects where the browser refuses it, then nothing is changed; and with
   * `BrowserFailure` where it does not answer: the transaction is rolled back then, and the page uses the database no more.
   */
  read<T>(work: Work<Schema, 'readonly', T>): Promise<T>;
  /** The same, with changes. */
  write<T>(work: Work<Schema, 'readwrite', T>): Promise<T>;
}

/** Opens the database with its first use, and again after the browser has closed it. */
export function createDatabase<Schema extends DBSchema>(options: DatabaseOptions<Schema>): Database<Schema> {
  const { name, store, create, limitMs = ANSWER_MS } = options;
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  /** An answer did not come: none is waited for again. */
  let isGivenUp = false;

  async function open(): Promise<IDBPDatabase<Schema>> {
    const closed = () => {
      opening = null;
    };
    const work = openDB<Schema>(name, 1, {
      upgrade: create,
      // A later version of the client wants to change the database: this one does not stand in its way.
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        closed();
      },
      terminated: closed,
    });
    return within(work, { limitMs, onLate: (database) => database.close() });
  }

  async function opened(): Promise<IDBPDatabase<Schema>> {
    opening ??= open();
    try {
      return await opening;
    } catch (error) {
      opening = null;
      throw error;
    }
  }

  async function run<Mode extends IDBTransactionMode, T>(mode: Mode, work: Work<Schema, Mode, T>): Promise<T> {
    if (isGivenUp) throw new BrowserFailure(`the database ${name} was given up`);
    try {
      const transaction = (await opened()).transaction(store, mode);
      const working = finish(transaction, () => work(transaction.objectStore(store)));
      try {
        return await within(working, { limitMs });
      } catch (error) {
        rollBack(transaction);
        throw error;
      }
    } catch (error) {
      if (error instanceof BrowserFailure) isGivenUp = true;
      throw error;
    }
  }

  return { read: (work) => run('readonly', work), write: (work) => run('readwrite', work) };
}

/** Resolves once the transaction is done. What the work fails of says more than that it was rolled back, so that comes first. */
async function finish<T>({ done }: { done: Promise<void> }, work: () => Promise<T>): Promise<T> {
  done.catch(() => undefined);
  const result = await work();
  await done;
  return result;
}

function rollBack(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It is over already.
  }
}
