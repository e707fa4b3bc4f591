import { isMissingIndex } from './errors.ts';
import { collectionTable, indexSuffix } from './schema.ts';
import type { Statements } from './statements.ts';

/**
 * Makes SQLite use the index that a find names (`INDEXED BY`): without statistics its planner prefers the key to an index that fits better. A rebuild
 * brings indexes of other names, here or in another process; the read is repeated once with the new name.
 */
export interface IndexNames {
  /** Calls `read` with what goes behind FROM. */
  use<T>(collection: string, index: string, read: (source: string) => T): T;
}

export function createIndexNames(statements: Statements): IndexNames {
  const sources = new Map<string, string>();

  function sourceOf(collection: string, index: string): string {
    const table = collectionTable(collection);
    if (index === 'key') return `"${table}"`;
    const id = `${collection} ${index}`;
    let source = sources.get(id);
    if (source === undefined) {
      const suffix = indexSuffix(collection, index);
      const sql = `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND substr(name, ?) = ? ORDER BY length(name) LIMIT 1`;
      const row = statements(sql).get(table, -suffix.length, suffix);
      if (!row) throw new Error(`the index "${index}" of "${collection}" is not in the database`);
      source = `"${table}" INDEXED BY "${String(row['name'])}"`;
      sources.set(id, source);
    }
    return source;
  }

  return {
    use(collection, index, read) {
      try {
        return read(sourceOf(collection, index));
      } catch (error) {
        if (!isMissingIndex(error)) throw error;
        sources.clear();
        return read(sourceOf(collection, index));
      }
    },
  };
}
