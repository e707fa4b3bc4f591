import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../kernel/errors/app-error.ts';
import { createCollectionWriter } from './collection-writer.ts';
import type { ProjectionTables } from './projection-tables.ts';
import { dropTables, tablesOf } from './projection-tables.ts';
import type { EncodedWrite } from './protocol.ts';
import { discardedTable, shadowTable } from './schema.ts';
import { createStatements } from './statements.ts';

/** A rebuild that wrote nothing for so long belongs to a process that died. Milliseconds. */
const ABANDONED_MS = 60_000;
/** Documents removed in one transaction, so that commits never wait long for it. */
const DISCARD_AT_ONCE = 1_000;

/** Rebuilds under way in the file, by this process or another; each touches its row in `builds` whenever it writes. */
export interface Builds {
  create(build: string, projection: string): void;
  /** Applies writes to the shadow tables. Throws ABORTED where another process took the build for abandoned. */
  fill(build: string, writes: readonly EncodedWrite[]): void;
  swap(build: string, projection: string): void;
  /** Removes some of what the build left; returns whether there is more. */
  discard(build: string): boolean;
  /** Drops what processes that died have left. */
  dropAbandoned(): void;
}

export function createBuilds(db: DatabaseSync, tables: ProjectionTables): Builds {
  let filling: { build: string; apply(write: EncodedWrite): void } | undefined;

  function touch(build: string): void {
    const { changes } = db.prepare('UPDATE builds SET touched_ms = ? WHERE id = ?').run(Date.now(), build);
    if (changes === 0)
      throw new AppError('ABORTED', 'The rebuild was slow and another process has thrown it away. Start it again.');
  }

  function writerFor(build: string): (write: EncodedWrite) => void {
    if (filling?.build !== build) {
      const table = (collection: string) => shadowTable(build, collection);
      filling = {
        build,
        apply: createCollectionWriter({ statements: createStatements(db), spec: tables.specOf, table }),
      };
    }
    return filling.apply;
  }

  function drop(build: string): void {
    dropTables(db, shadowTable(build, ''));
    dropTables(db, discardedTable(build, ''));
    db.prepare('DELETE FROM builds WHERE id = ?').run(build);
  }

  function dropAbandoned(): void {
    const rows = db.prepare('SELECT id FROM builds WHERE touched_ms < ?').all(Date.now() - ABANDONED_MS);
    for (const row of rows) drop(String(row['id']));
  }

  return {
    dropAbandoned,
    create(build, projection) {
      dropAbandoned();
      db.prepare('INSERT INTO builds (id, touched_ms) VALUES (?, ?)').run(build, Date.now());
      tables.createShadow(build, projection);
    },
    fill(build, writes) {
      touch(build);
      const apply = writerFor(build);
      for (const write of writes) apply(write);
    },
    swap(build, projection) {
      touch(build);
      tables.swap(build, projection);
      filling = undefined;
    },
    discard(build) {
      filling = undefined;
      const found = [...tablesOf(db, shadowTable(build, '')), ...tablesOf(db, discardedTable(build, ''))];
      for (const table of found) {
        if (removeSome(db, table) === DISCARD_AT_ONCE) {
          touch(build);
          return true;
        }
      }
      drop(build);
      return false;
    },
  };
}

function removeSome(db: DatabaseSync, table: string): number {
  const key = db.prepare(`SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk`).all(table);
  const columns = key.map((row) => `"${String(row['name'])}"`).join(', ');
  const some = `SELECT ${columns} FROM "${table}" LIMIT ${DISCARD_AT_ONCE}`;
  return Number(db.prepare(`DELETE FROM "${table}" WHERE (${columns}) IN (${some})`).run().changes);
}
