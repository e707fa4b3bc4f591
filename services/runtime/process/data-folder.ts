import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../kernel/errors/app-error.ts';

const SQLITE_BUSY = 5;

/** Secrets lie in it (the keys that sign access tokens, hashes of passwords), so it is its owner's alone. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Under which name a service's search index lies beside its store. */
export function searchFileOf(service: string): string {
  return `${service}-search`;
}

/** Where a service's store lies in a data folder. */
export function storeFile(dataDir: string, service: string): string {
  return join(dataDir, `${service}.db`);
}

/** The same, where there is at least an empty file with the right mode. Throws UNAVAILABLE where it cannot be created. */
export function createStoreFile(dataDir: string, service: string): string {
  const file = storeFile(dataDir, service);
  try {
    createPrivately(file);
  } catch (cause) {
    throw new AppError('UNAVAILABLE', explain(resolve(dataDir), cause), { cause });
  }
  return file;
}

/**
 * Makes this process the only one that serves from the folder; creates it, with mode 0700, where it is missing. The lock is SQLite's own
 * on a file beside the stores: the system lets go of it however the process ends. The stores themselves stay open to tools. Throws
 * UNAVAILABLE with one line that says what to do.
 */
export function lockDataFolder(dataDir: string): { release(): void } {
  const folder = resolve(dataDir);
  let lock: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
    const file = join(folder, 'confab.lock');
    createPrivately(file);
    lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock?.close();
    throw new AppError('UNAVAILABLE', explain(folder, cause), { cause });
  }
  return { release: () => lock.close() };
}

/** SQLite takes an empty file for a new database, and gives its mode to the files it puts beside it. A file that is there keeps its mode. */
function createPrivately(file: string): void {
  try {
    closeSync(openSync(file, 'ax', FILE_MODE));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function explain(folder: string, cause: unknown): string {
  const { errcode, code } = cause as { errcode?: number; code?: string };
  if (errcode === SQLITE_BUSY) {
    return `The data folder ${folder} is in use by another process. Stop it or choose another folder.`;
  }
  const reason = code && !code.startsWith('ERR_') ? ` (${code})` : '';
  return `The data folder ${folder} cannot be written${reason}. Check its owner and permissions or choose another folder.`;
}
