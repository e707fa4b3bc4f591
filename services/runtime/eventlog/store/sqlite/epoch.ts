import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../kernel/errors/app-error.ts';
import { toOpenError } from './errors.ts';
import { newEpoch, openForWriting } from './open-database.ts';

/** The epoch of an open database. */
export function readEpoch(db: DatabaseSync): string {
  return String(db.prepare(`SELECT value FROM meta WHERE key = 'epoch'`).get()?.['value']);
}

/**
 * Gives the data a new epoch, so that cursors handed out before are known to be void. To be called after a file was restored from a backup and
 * before a program opens it: an open store keeps the epoch it found. Returns the new epoch; throws UNAVAILABLE like opening the store does.
 */
export function renewEpoch(file: string): string {
  if (!existsSync(file)) throw new AppError('UNAVAILABLE', `${file} does not exist. Restore it first.`);
  try {
    const db = openForWriting(file);
    try {
      const epoch = newEpoch();
      db.prepare(`UPDATE meta SET value = ? WHERE key = 'epoch'`).run(epoch);
      return epoch;
    } finally {
      db.close();
    }
  } catch (error) {
    throw toOpenError(file, error);
  }
}
