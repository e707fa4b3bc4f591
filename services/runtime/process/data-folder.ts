import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors/app-error.ts';

const SQLITE_BUSY = 5;

/** Where a service's store lies in a data folder. */
export function storeFile(dataDir: string, service: string): string {
  return join(dataDir, `${service}.db`);
}

/**
 * Makes this process the only one that serves from the folder; creates it where it is missing. The lock is SQLite's own on a file beside the
 * stores: the system lets go of it however the process ends. The stores themselves stay open to tools. Throws UNAVAILABLE with one line
 * that says what to do.
 */
export function lockDataFolder(dataDir: string): { release(): void } {
  const folder = resolve(dataDir);
  let lock: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    lock = new DatabaseSync(join(folder, 'confab.lock'), { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock?.close();
    throw new AppError('UNAVAILABLE', explain(folder, cause), { cause });
  }
  return { release: () => lock.close() };
}

function explain(folder: string, cause: unknown): string {
  const { errcode, code } = cause as { errcode?: number; code?: string };
  if (errcode === SQLITE_BUSY) {
    return `The data folder ${folder} is in use by another process. Stop it or choose another folder.`;
  }
  const reason = code && !code.startsWith('ERR_') ? ` (${code})` : '';
  return `The data folder ${folder} cannot be written${reason}. Check its owner and permissions or choose another folder.`;
}
