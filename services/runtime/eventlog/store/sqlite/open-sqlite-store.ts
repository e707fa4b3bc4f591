import type { Logger } from 'pino';
import { AppError } from '../../../kernel/errors/app-error.ts';
import { type Collection, collectionsOf } from '../collections.ts';
import { toJson } from '../encode.ts';
import type { Upcasters } from '../event.ts';
import { type BatchOutcome, createGroupCommit } from '../group-commit.ts';
import { createOneAtATime } from '../one-at-a-time.ts';
import type { EventStore } from '../port.ts';
import type { Projection } from '../projection.ts';
import { createSidecar } from '../sidecar.ts';
import { createUpcaster } from '../upcast.ts';
import { createEncoder, sizeOf } from './encode.ts';
import { toOpenError } from './errors.ts';
import { createLogReader } from './log-reader.ts';
import { openForReading } from './open-database.ts';
import { createProjectionReader } from './projection-reader.ts';
import type { EncodedCommit, EncodedOutcome, WorkerOptions } from './protocol.ts';
import { rebuild } from './rebuild.ts';
import { verify } from './verify.ts';
import { fromWireError } from './wire-error.ts';
import { startWriterThread, type WriterThread } from './writer-thread.ts';

/** How often checkpoints and snapshots go to disk while nobody commits, in milliseconds. */
const FLUSH_MS = 500;
/** Less than an fsync takes on many a disk. */
const PATIENCE_MS = 1;

export interface SqliteStoreOptions {
  /** Path of the database; its folder is created. `-wal` and `-shm` lie beside it while it is open. */
  file: string;
  projections: readonly Projection[];
  upcasters: Upcasters;
  log?: Pick<Logger, 'info' | 'error'>;
  /** Pages (4 KiB) the file may grow to; commits beyond are refused like on a full disk. Absent: as large as the disk allows. */
  maxPageCount?: number;
  /** The caller holds a lock that keeps every other writer away; off unless told. */
  isSoleWriter?: boolean;
}

/**
 * Opens the event store in one SQLite file. Several processes may have the same file open; their commits see each other.
 *
 * Writes run in a thread of their own; reads on the calling thread through a second connection. Projections that are new, changed or unfinished
 * are rebuilt before this resolves. Rejects with UNAVAILABLE and one line that says what to do where the file cannot be created, is damaged, is
 * no database of ours or was written by a newer version.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<EventStore> {
  const { file, projections, log } = options;
  const collections = collectionsOf(projections);
  const definitions = projections.map(({ name, version, collections: specs }) => ({
    name,
    version,
    collections: specs,
  }));
  const workerOptions: WorkerOptions = { file, projections: definitions, maxPageCount: options.maxPageCount };
  const writer = await startWriterThread(workerOptions, (error) =>
    log?.error({ err: error, file }, 'event store writer died'),
  );
  const store = await createStore({ ...options, collections, writer }).catch(async (error: unknown) => {
    await writer.stop();
    throw toOpenError(file, error);
  });
  try {
    for (const name of writer.outdated) {
      const { events } = await store.rebuild(name);
      log?.info({ file, projection: name, events }, 'projection rebuilt');
    }
    return store;
  } catch (error) {
    await store.close();
    throw toOpenError(file, error);
  }
}

type Parts = SqliteStoreOptions & { collections: ReadonlyMap<string, Collection>; writer: WriterThread };

async function createStore(parts: Parts): Promise<EventStore> {
  const { file, projections, upcasters, log, collections, writer, isSoleWriter = false } = parts;
  const upcast = createUpcaster(upcasters);
  const db = openForReading(file);
  const reader = createLogReader(db, upcast);
  const encoder = createEncoder({ projections, collections, upcast });
  const sidecar = createSidecar();
  const commits = createGroupCommit<EncodedCommit>({
    send: (batch) => writer.request<EncodedOutcome[]>({ op: 'batch', batch: JSON.stringify(batch) }).then(toOutcomes),
    sizeOf,
    sidecar,
    patienceMs: PATIENCE_MS,
    onFailing: (error) => log?.error({ err: error }, 'the database cannot be written: commands fail until it can'),
    onListenerError: (error) => log?.error({ err: error }, 'a listener of the event store has thrown'),
  });
  const flusher = setInterval(() => {
    if (!sidecar.isEmpty) commits.flush();
  }, FLUSH_MS);
  flusher.unref();
  let closing: Promise<void> | undefined;
  const maintenance = createOneAtATime();

  async function close(): Promise<void> {
    clearInterval(flusher);
    await maintenance.idle();
    if (!sidecar.isEmpty) commits.flush();
    await commits.drained();
    await writer.stop();
    db.close();
  }

  return {
    ...reader,
    epoch: writer.epoch,
    isSoleWriter,
    projections: createProjectionReader(db, collections),
    async commit(commit) {
      if (closing) throw new AppError('UNAVAILABLE', 'The event store is closed.');
      return commits.commit(encoder.commit(commit), commit.events);
    },
    readOwn: reader.readAll,
    adopt: async () => undefined,
    onCommitted: commits.onCommitted,
    follow: async ({ events }) => commits.onCommitted(events),
    checkpoint: async (consumer) => sidecar.checkpoint(consumer) ?? reader.checkpoint(consumer),
    saveCheckpoint: sidecar.setCheckpoint,
    saveSnapshot: (stream, { seq, version, state }) => sidecar.setSnapshot([stream, seq, version, toJson(state)]),
    async rebuild(name) {
      const projection = projections.find((one) => one.name === name);
      if (!projection) throw new AppError('NOT_FOUND', `There is no projection "${name}".`);
      return maintenance.run(() => rebuild({ projection, writer, commits, log: reader, encoder }));
    },
    verify: () => maintenance.run(() => verify({ file, projections, collections, upcast, encoder })),
    ping: () => writer.request({ op: 'probe', write: commits.isFailing }),
    close: () => (closing ??= close()),
  };
}

function toOutcomes(encoded: readonly EncodedOutcome[]): BatchOutcome[] {
  return encoded.map((one) => (one.kind === 'failed' ? { ...one, error: fromWireError(one.error) } : one));
}
