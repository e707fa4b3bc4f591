import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Prepares a statement once per text. The set of texts is bounded by the shapes of what the services ask, never by their data. */
export type Statements = (sql: string) => StatementSync;

/** `asArrays`: rows are arrays of their columns, not objects. */
export function createStatements(db: DatabaseSync, { asArrays = false } = {}): Statements {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    let statement = prepared.get(sql);
    if (!statement) {
      statement = db.prepare(sql);
      statement.setReturnArrays(asArrays);
      prepared.set(sql, statement);
    }
    return statement;
  };
}
