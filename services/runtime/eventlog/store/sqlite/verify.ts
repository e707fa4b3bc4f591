import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Collection } from '../collections.ts';
import type { Projection, Scalar } from '../projection.ts';
import type { Upcaster } from '../upcast.ts';
import { createCollectionWriter } from './collection-writer.ts';
import type { Encoder } from './encode.ts';
import { createEventRows, toEvent } from './event-rows.ts';
import { openForReading } from './open-database.ts';
import { toSql } from './scalar.ts';
import { collectionTable, createCollection, quoted } from './schema.ts';
import { createStatements, type Statements } from './statements.ts';

/** Rows looked at before others get the thread, a few milliseconds. */
const CHUNK = 500;

export interface VerifyOptions {
  file: string;
  projections: readonly Projection[];
  collections: ReadonlyMap<string, Collection>;
  upcast: Upcaster;
  encoder: Encoder;
}

/**
 * Compares the log and the projections as they are at one moment: it has a connection of its own with one read transaction, and replays into
 * temporary tables of that connection. So it writes nothing into the file, delays no writer and leaves nothing behind; the WAL cannot be
 * folded into the database while it runs.
 */
export async function verify(options: VerifyOptions): Promise<string[]> {
  const db = openForReading(options.file);
  try {
    db.exec('BEGIN');
    const statements = createStatements(db);
    const found = await checkStreams(statements);
    found.push(...(await replay(db, statements, options)));
    for (const collection of options.collections.values()) {
      found.push(
        ...(await compare(statements, collection, 'lost')),
        ...(await compare(statements, collection, 'surplus')),
      );
    }
    return found;
  } finally {
    db.close();
  }
}

async function checkStreams(statements: Statements): Promise<string[]> {
  const page = statements(
    'SELECT stream, seq, position FROM events WHERE (stream, seq) > (?, ?) ORDER BY stream, seq LIMIT ?',
  );
  const found: string[] = [];
  let last = { stream: '', seq: 0, position: 0 };
  for (;;) {
    const rows = page.all(last.stream, last.seq, CHUNK);
    for (const row of rows) {
      const now = { stream: String(row['stream']), seq: Number(row['seq']), position: Number(row['position']) };
      const before = now.stream === last.stream ? last : { seq: 0, position: 0 };
      if (now.seq !== before.seq + 1) found.push(`stream ${now.stream}: event ${now.seq} follows ${before.seq}`);
      if (now.position <= before.position)
        found.push(`stream ${now.stream}: event ${now.seq} lies before ${before.seq} in the log`);
      last = now;
    }
    if (rows.length < CHUNK) return found;
    await turn();
  }
}

/** Temporary tables are found before others of the same name, so they get another. */
function replayTable(collection: string): string {
  return `replay_${collection}`;
}

async function replay(db: DatabaseSync, statements: Statements, options: VerifyOptions): Promise<string[]> {
  const { collections, projections, upcast, encoder } = options;
  for (const { name, spec } of collections.values()) {
    db.exec(createCollection(replayTable(name), { key: spec.key }, { temporary: true }));
  }
  const spec = (name: string) => collections.get(name)?.spec ?? { key: [] };
  const apply = createCollectionWriter({ statements, spec, table: replayTable });
  const eventRows = createEventRows(db);
  const found: string[] = [];
  for (let after = 0; ; await turn()) {
    const rows = eventRows('WHERE position > ? ORDER BY position LIMIT ?', after, CHUNK);
    for (const row of rows) {
      const [position, stream, seq] = row;
      try {
        const event = upcast(toEvent(row));
        for (const projection of projections) for (const write of encoder.writes(projection, event)) apply(write);
      } catch (error) {
        found.push(`stream ${stream}: event ${seq} cannot be replayed: ${String(error)}`);
      }
      after = position;
    }
    if (rows.length < CHUNK) return found;
  }
}

/** Walks one side by key and looks up the other: what is on both sides is compared once, while looking for what was lost. */
async function compare(statements: Statements, collection: Collection, looking: 'lost' | 'surplus'): Promise<string[]> {
  const { name, spec, projection } = collection;
  const [replayed, served] = [`temp."${replayTable(name)}"`, `main."${collectionTable(name)}"`];
  const [walked, other] = looking === 'lost' ? [replayed, served] : [served, replayed];
  const keys = quoted(spec.key);
  const join = spec.key.map((field) => `o."${field}" = w."${field}"`).join(' AND ');
  const select = `SELECT w.*, o.doc AS other FROM ${walked} w LEFT JOIN ${other} o ON ${join}`;
  const order = ` ORDER BY ${spec.key.map((field) => `w."${field}"`).join(', ')} LIMIT ${CHUNK}`;
  const beyond = ` WHERE (${spec.key.map((field) => `w."${field}"`).join(', ')}) > (${spec.key.map(() => '?').join(', ')})`;
  const found: string[] = [];
  let last: Scalar[] | undefined;
  for (;;) {
    const rows = last ? statements(select + beyond + order).all(...last.map(toSql)) : statements(select + order).all();
    for (const row of rows) {
      last = spec.key.map((field) => row[field] as Scalar);
      const place = `projection ${projection}: ${name} (${keys}) = ${JSON.stringify(last)}`;
      if (row['other'] === null) found.push(`${place} ${looking === 'lost' ? 'is missing' : 'should not exist'}`);
      else if (looking === 'lost' && !isSame(String(row['doc']), String(row['other'])))
        found.push(`${place} differs from its replay`);
    }
    if (rows.length < CHUNK) return found;
    await turn();
  }
}

function isSame(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return isDeepStrictEqual(JSON.parse(a), JSON.parse(b));
  } catch {
    return false;
  }
}
