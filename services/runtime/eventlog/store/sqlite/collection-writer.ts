import type { CollectionSpec } from '../projection.ts';
import type { EncodedWrite } from './protocol.ts';
import { toSql } from './scalar.ts';
import { quoted } from './schema.ts';
import type { Statements } from './statements.ts';

/** Where the writes of a projection go: to the tables that serve, to those of a rebuild or to those of a verification. */
export interface CollectionTarget {
  statements: Statements;
  spec(collection: string): CollectionSpec;
  table(collection: string): string;
}

/** Runs encoded writes, each as one prepared statement. */
export function createCollectionWriter(target: CollectionTarget): (write: EncodedWrite) => void {
  const texts = new Map<string, string>();
  return ([kind, collection, sets, removes, params]) => {
    const shape = `${kind} ${collection} ${sets} ${removes}`;
    let text = texts.get(shape);
    if (text === undefined) {
      text = writeText(`"${target.table(collection)}"`, target.spec(collection), { kind, sets, removes });
      texts.set(shape, text);
    }
    target.statements(text).run(...params.map(toSql));
  };
}

type Shape = { kind: EncodedWrite[0]; sets: number; removes: number };

function writeText(table: string, spec: CollectionSpec, { kind, sets, removes }: Shape): string {
  switch (kind) {
    case 'put': {
      const values = [...spec.key, 'doc'].map(() => '?').join(', ');
      const conflict = `ON CONFLICT DO UPDATE SET doc = excluded.doc`;
      return `INSERT INTO ${table} (${quoted(spec.key)}, doc) VALUES (${values}) ${conflict}`;
    }
    case 'merge':
      return `UPDATE ${table} SET doc = ${mergeExpression(sets, removes)} WHERE ${equalities(spec.key, 2 * sets + removes)}`;
    case 'add':
      return `UPDATE ${table} SET doc = ${addExpression(sets)} WHERE ${equalities(spec.key, 2 * sets)}`;
    case 'remove':
      return `DELETE FROM ${table} WHERE ${equalities(spec.key, 0)}`;
    case 'clear':
      return `DELETE FROM ${table}${sets === 0 ? '' : ` WHERE ${equalities(spec.key.slice(0, sets), 0)}`}`;
  }
}

/** Paths and values are parameters, so that the text depends on how many there are and not on what they are called. */
function mergeExpression(sets: number, removes: number): string {
  const pairs = Array.from({ length: sets }, (_, i) => `, ?${2 * i + 1}, json(?${2 * i + 2})`).join('');
  const paths = Array.from({ length: removes }, (_, i) => `, ?${2 * sets + i + 1}`).join('');
  const set = sets === 0 ? 'doc' : `json_set(doc${pairs})`;
  return removes === 0 ? set : `json_remove(${set}${paths})`;
}

function addExpression(sets: number): string {
  const pairs = Array.from({ length: sets }, (_, i) => {
    const path = `?${2 * i + 1}`;
    return `, ${path}, coalesce(json_extract(doc, ${path}), 0) + ?${2 * i + 2}`;
  });
  return `json_set(doc${pairs.join('')})`;
}

function equalities(fields: readonly string[], before: number): string {
  return fields.map((field, i) => `"${field}" = ?${before + i + 1}`).join(' AND ');
}
