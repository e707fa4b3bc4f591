import { rmSync, truncateSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isDamage } from '../../store/sqlite/errors.ts';
import { transact } from '../../store/sqlite/transact.ts';

/** How long to wait for another process, in milliseconds: a tool that fills the index while a server runs. */
const TIMEOUT_MS = 5_000;

/**
 * `words` holds the inverted index alone, without the texts. Its rowid is the entry's place: the time in milliseconds and a number within it,
 * so that the newest hits are read first and reading stops with the page (https://www.sqlite.org/fts5.html). Nothing in the file is the only
 * copy, so a power cut may cost its last transactions (`synchronous=NORMAL`).
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS entries (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL) STRICT;
  CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    terms, tags, content='', contentless_delete=1, detail=column, prefix='2 3', tokenize="ascii tokenchars '_:-'"
  );
`;

/** Opens the index for reading and writing; empties it where it is damaged or of another version. */
export function openTables(options: { file: string; version: number }): DatabaseSync {
  try {
    return tryToOpen(options);
  } catch (error) {
    if (!isDamage(error)) throw error;
    for (const suffix of ['-wal', '-shm']) rmSync(options.file + suffix, { force: true });
    truncateSync(options.file);
    return tryToOpen(options);
  }
}

function tryToOpen({ file, version }: { file: string; version: number }): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: TIMEOUT_MS });
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;');
    transact(db, () => {
      db.exec(SCHEMA);
      if (readMeta(db, 'version') === version) return;
      clearTables(db);
      writeMeta(db, 'version', version);
    });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

export function readMeta(db: DatabaseSync, key: string): number | undefined {
  return db.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value'] as number | undefined;
}

export function writeMeta(db: DatabaseSync, key: string, value: number): void {
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value);
}

/** Inside of a transaction. */
export function clearTables(db: DatabaseSync): void {
  db.exec(
    `DELETE FROM entries; INSERT INTO words (words) VALUES ('delete-all'); DELETE FROM meta WHERE key = 'filled'`,
  );
}
