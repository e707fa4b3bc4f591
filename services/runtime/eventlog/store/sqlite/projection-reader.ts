import type { DatabaseSync } from 'node:sqlite';
import type { Collection } from '../collections.ts';
import type { CollectionSpec, Find, ProjectionReader, Scalar } from '../projection.ts';
import { findQuery } from './find-query.ts';
import { createIndexNames } from './index-names.ts';
import { guarded } from './log-reader.ts';
import { toSql } from './scalar.ts';
import { collectionTable } from './schema.ts';
import { createStatements } from './statements.ts';

/** Reads documents on the calling thread; each call sees everything committed before it. */
export function createProjectionReader(
  db: DatabaseSync,
  collections: ReadonlyMap<string, Collection>,
): ProjectionReader {
  const statements = createStatements(db);
  const documents = createStatements(db, { asArrays: true });
  const keyed = new Map<string, string>();
  const indexes = createIndexNames(statements);

  function specOf(collection: string): CollectionSpec {
    const found = collections.get(collection);
    if (!found) throw new Error(`there is no collection "${collection}"`);
    return found.spec;
  }

  function byKey(collection: string): string {
    let text = keyed.get(collection);
    if (text === undefined) {
      const where = specOf(collection).key.map((field) => `"${field}" = ?`);
      text = `SELECT doc FROM "${collectionTable(collection)}" WHERE ${where.join(' AND ')}`;
      keyed.set(collection, text);
    }
    return text;
  }

  function getOne(collection: string, key: readonly Scalar[]): unknown {
    const text = byKey(collection);
    const { length } = specOf(collection).key;
    if (key.length !== length) throw new Error(`a key of "${collection}" has ${length} fields, not ${key.length}`);
    const row = documents(text).get(...key.map(toSql));
    return row && toDocument(row);
  }

  const reads = guarded({
    async get(collection: string, key: readonly Scalar[]): Promise<unknown> {
      return getOne(collection, key);
    },
    async getMany(collection: string, keys: readonly (readonly Scalar[])[]): Promise<unknown[]> {
      return keys.map((key) => getOne(collection, key));
    },
    async find(collection: string, find: Find): Promise<unknown[]> {
      const { where, order, params } = findQuery(specOf(collection), find);
      const rows = indexes.use(collection, find.index, (source) =>
        documents(`SELECT doc FROM ${source}${where}${order} LIMIT ?`).all(...params.map(toSql), find.limit),
      );
      return rows.map(toDocument);
    },
    async count(collection: string, find: Find): Promise<number> {
      const { where, params } = findQuery(specOf(collection), find);
      const row = indexes.use(collection, find.index, (source) =>
        statements(`SELECT count(*) AS n FROM (SELECT 1 FROM ${source}${where} LIMIT ?)`).get(
          ...params.map(toSql),
          find.limit,
        ),
      );
      return Number(row?.['n']);
    },
  });
  return { atOnce: 1, ...reads } as ProjectionReader;
}

/** Of a row that is an array of one column. */
function toDocument(row: unknown): unknown {
  return JSON.parse((row as [doc: string])[0]);
}
