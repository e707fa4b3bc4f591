import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { createBatchWriter } from './batch-writer.ts';
import { type Builds, createBuilds } from './builds.ts';
import { createCollectionWriter } from './collection-writer.ts';
import { readEpoch } from './epoch.ts';
import { toOpenError } from './errors.ts';
import { openForWriting } from './open-database.ts';
import { createProjectionTables } from './projection-tables.ts';
import type { Batch, EncodedOutcome, Opened, Reply, Request, WorkerOptions } from './protocol.ts';
import { collectionTable } from './schema.ts';
import { createStatements } from './statements.ts';
import { transact } from './transact.ts';
import { toWireError } from './wire-error.ts';

/** Bytes a probe writes and takes back, more than one page: a full disk has to show. */
const PROBE_BYTES = 65_536;

/** The thread that writes. It alone holds the writing connection of its process, so an fsync blocks nothing else. */
interface Writer {
  db: DatabaseSync;
  builds: Builds;
  writeBatch(batch: Batch): EncodedOutcome[];
}

function open(options: WorkerOptions): { writer: Writer; outdated: string[] } {
  const db = openForWriting(options.file, { maxPageCount: options.maxPageCount });
  try {
    const statements = createStatements(db);
    const tables = createProjectionTables(db, options.projections);
    const builds = createBuilds(db, tables);
    const outdated = transact(db, () => {
      builds.dropAbandoned();
      return tables.prepare();
    });
    const apply = createCollectionWriter({ statements, spec: tables.specOf, table: collectionTable });
    const writeBatch = createBatchWriter({ db, statements, apply, checkProjections: tables.check });
    return { writer: { db, builds, writeBatch }, outdated };
  } catch (error) {
    db.close();
    throw error;
  }
}

function probe(db: DatabaseSync, write: boolean): void {
  transact(db, () => {
    if (!write) return;
    db.prepare(`INSERT OR REPLACE INTO meta (key, value) VALUES ('probe', zeroblob(?))`).run(PROBE_BYTES);
    db.exec(`DELETE FROM meta WHERE key = 'probe'`);
  });
}

function handle({ db, builds, writeBatch }: Writer, request: Request): unknown {
  switch (request.op) {
    case 'batch':
      return writeBatch(JSON.parse(request.batch) as Batch);
    case 'createShadow':
      return transact(db, () => builds.create(request.build, request.projection));
    case 'fillShadow': {
      const fill = () => builds.fill(request.build, request.writes);
      return db.isTransaction ? fill() : transact(db, fill);
    }
    case 'beginSwap':
      return db.exec('BEGIN IMMEDIATE');
    case 'swap':
      builds.swap(request.build, request.projection);
      return db.exec('COMMIT');
    case 'cancelSwap':
      return db.isTransaction ? db.exec('ROLLBACK') : undefined;
    case 'discard':
      return transact(db, () => builds.discard(request.build));
    case 'probe':
      return probe(db, request.write);
    case 'close':
      return db.close();
  }
}

function main(port: NonNullable<typeof parentPort>, options: WorkerOptions): void {
  let writer: Writer;
  try {
    const opened = open(options);
    writer = opened.writer;
    port.postMessage({ ok: true, epoch: readEpoch(writer.db), outdated: opened.outdated } satisfies Opened);
  } catch (error) {
    port.postMessage({ ok: false, error: toWireError(toOpenError(options.file, error)) } satisfies Opened);
    return;
  }
  port.on('message', (request: Request) => {
    let reply: Reply;
    try {
      reply = { ok: true, value: handle(writer, request) };
    } catch (error) {
      reply = { ok: false, error: toWireError(error) };
    }
    port.postMessage(reply);
    if (request.op === 'close') port.close();
  });
}

if (parentPort) main(parentPort, workerData as WorkerOptions);
