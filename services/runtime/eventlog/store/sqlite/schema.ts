import type { CollectionSpec } from '../projection.ts';

/** Written to `PRAGMA application_id`: "CNFB". */
export const APPLICATION_ID = 0x434e4642;
/** Written to `PRAGMA user_version`; a file of a higher one was written by a newer program. */
export const SCHEMA_VERSION = 3;

/** In the order of their ids, which where the server makes them is the order of time: a batch's commands lie together, whoever their actors are. */
const COMMANDS = `CREATE TABLE commands (
    actor TEXT NOT NULL,
    command_id TEXT NOT NULL,
    command TEXT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (command_id, actor)
  ) STRICT, WITHOUT ROWID;`;
/** Of what a command said; null where none was kept. */
const DIGESTS = 'ALTER TABLE commands ADD COLUMN digest TEXT;';

/**
 * `position` is the rowid: the writer hands it out within the transaction, so it grows from commit to commit of all processes. Tables read by
 * key alone have no rowid, which saves their second tree.
 */
export const SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    actor TEXT NOT NULL,
    command_id TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    data TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_stream ON events (stream, seq);
  ${COMMANDS}
  ${DIGESTS}
  CREATE TABLE checkpoints (consumer TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE snapshots (
    stream TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE projections (name TEXT PRIMARY KEY, definition TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE builds (id TEXT PRIMARY KEY, touched_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/** By version: what makes a file of it one of the next. */
export const UPGRADES: Readonly<Record<number, string>> = {
  1: `
    ALTER TABLE commands RENAME TO commands_by_actor;
    ${COMMANDS}
    INSERT INTO commands SELECT actor, command_id, command, result FROM commands_by_actor ORDER BY command_id, actor;
    DROP TABLE commands_by_actor;
  `,
  2: DIGESTS,
};

export const COLLECTION_PREFIX = 'c_';

/** Where a collection is served from. */
export function collectionTable(collection: string): string {
  return COLLECTION_PREFIX + collection;
}

/** Where a rebuild prepares it. */
export function shadowTable(build: string, collection: string): string {
  return `shadow_${build}_${collection}`;
}

/** Where the one it replaces waits to be emptied. */
export function discardedTable(build: string, collection: string): string {
  return `discarded_${build}_${collection}`;
}

/**
 * The statements that create a collection's table and indexes. Names of indexes stay when a table is renamed, so they are unique only
 * because the name of the table is when it is made. An index is partial: what lacks one of its fields is not in it.
 */
export function createCollection(table: string, spec: CollectionSpec, options: { temporary?: boolean } = {}): string {
  const columns = spec.key.map((field) => `"${field}" ANY NOT NULL`);
  const create = options.temporary ? 'CREATE TEMP TABLE' : 'CREATE TABLE';
  const statements = [
    `${create} "${table}" (${columns.join(', ')}, doc TEXT NOT NULL, PRIMARY KEY (${quoted(spec.key)})) STRICT, WITHOUT ROWID`,
  ];
  for (const [index, fields] of Object.entries(spec.indexes ?? {})) {
    const rest = spec.key.filter((field) => !fields.includes(field));
    const present = presence(spec, fields);
    const expressions = [...fields, ...rest].map((field) => fieldExpression(spec, field)).join(', ');
    statements.push(
      `CREATE INDEX "${indexName(table, index)}" ON "${table}" (${expressions})${present ? ` WHERE ${present}` : ''}`,
    );
  }
  return `${statements.join(';\n')};`;
}

/** Name an index is made under; it keeps it when its table is renamed. */
function indexName(table: string, index: string): string {
  return `${table}_${index}`;
}

/** What the name of an index ends with. */
export function indexSuffix(collection: string, index: string): string {
  return `_${collection}_${index}`;
}

/** A field in SQL: the column of a key field, else the value within the document. The same text in indexes and in queries, or no index is used. */
export function fieldExpression(spec: CollectionSpec, field: string): string {
  return spec.key.includes(field) ? `"${field}"` : `json_extract(doc, '$.${field}')`;
}

/** The condition that a document has all these fields; empty where the key says so already. */
export function presence(spec: CollectionSpec, fields: readonly string[]): string {
  return fields
    .filter((field) => !spec.key.includes(field))
    .map((field) => `${fieldExpression(spec, field)} IS NOT NULL`)
    .join(' AND ');
}

export function quoted(fields: readonly string[]): string {
  return fields.map((field) => `"${field}"`).join(', ');
}
