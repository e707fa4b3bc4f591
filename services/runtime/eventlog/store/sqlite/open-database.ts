import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../kernel/errors/app-error.ts';
import { isBusy } from './errors.ts';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION, UPGRADES } from './schema.ts';

/** How long a writer waits for another process, in milliseconds. It waits in the worker thread, so it blocks nobody else. */
const WRITE_TIMEOUT_MS = 5_000;
/** A reader waits only while a WAL is recovered or set up, but it waits on the thread that serves. */
const READ_TIMEOUT_MS = 1_000;
/** Attempts to switch a new file to WAL: SQLite does not wait where two processes do that at the same moment. */
const WAL_ATTEMPTS = 50;

/**
 * Opens the file for writing; creates folder, file and tables where there are none. Every commit is fsynced (`synchronous=FULL` in WAL mode,
 * https://www.sqlite.org/pragma.html#pragma_synchronous). Throws UNAVAILABLE for a file that is not ours, or of a newer program.
 */
export function openForWriting(file: string, options: { maxPageCount?: number | undefined } = {}): DatabaseSync {
  createFolder(file);
  const db = new DatabaseSync(file, { timeout: WRITE_TIMEOUT_MS });
  try {
    checkFormat(db, file);
    switchToWal(db);
    db.exec(`
      PRAGMA synchronous = FULL;
      PRAGMA cache_size = -8000;
      PRAGMA temp_store = MEMORY;
      PRAGMA wal_autocheckpoint = 16000;
      PRAGMA journal_size_limit = 134217728;
    `);
    if (options.maxPageCount !== undefined) db.exec(`PRAGMA max_page_count = ${options.maxPageCount}`);
    createOrUpgradeSchema(db, file);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens an existing file beside its writer. Each statement outside a transaction sees everything committed before it. */
export function openForReading(file: string): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout: READ_TIMEOUT_MS });
}

export function newEpoch(): string {
  return randomBytes(8).toString('hex');
}

function createFolder(file: string): void {
  const folder = dirname(file);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      'UNAVAILABLE',
      `The data folder ${folder} cannot be created (${reason}). Choose another or change its owner.`,
      {
        cause,
      },
    );
  }
}

function switchToWal(db: DatabaseSync): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      db.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || attempt === WAL_ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** The version of the file; 0 where the tables have to be created. Reads the file, so damage shows here. */
function checkFormat(db: DatabaseSync, file: string): number {
  const pragma = (name: string) => Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
  const version = pragma('user_version');
  const isNew = version === 0 && pragma('schema_version') === 0;
  if (isNew) return 0;
  if (pragma('application_id') !== APPLICATION_ID) {
    throw new AppError('UNAVAILABLE', `${file} is not a Confab database. Move it away or choose another data folder.`);
  }
  if (version > SCHEMA_VERSION) {
    throw new AppError(
      'UNAVAILABLE',
      `${file} was written by a newer version of Confab (format ${version}, this one knows ${SCHEMA_VERSION}). Start that version.`,
    );
  }
  return version;
}

function createOrUpgradeSchema(db: DatabaseSync, file: string): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    const found = checkFormat(db, file);
    if (found === 0) {
      db.exec(SCHEMA);
      db.prepare(`INSERT INTO meta (key, value) VALUES ('epoch', ?)`).run(newEpoch());
    }
    for (let version = found || SCHEMA_VERSION; version < SCHEMA_VERSION; version += 1)
      db.exec(UPGRADES[version] ?? '');
    if (found !== SCHEMA_VERSION) {
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION};`);
    }
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
