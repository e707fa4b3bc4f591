import type { MongoClient } from 'mongodb';
import type { Logger } from 'pino';
import { AppError } from '../../../kernel/errors/app-error.ts';
import type { MemberDoc } from '../../../kernel/member-doc.ts';
import { collectionsOf } from '../collections.ts';
import { toJson } from '../encode.ts';
import type { Upcasters } from '../event.ts';
import { createGroupCommit } from '../group-commit.ts';
import { createOneAtATime } from '../one-at-a-time.ts';
import type { EventStore } from '../port.ts';
import type { Projection } from '../projection.ts';
import { createSidecar } from '../sidecar.ts';
import { createUpcaster } from '../upcast.ts';
import { createAdoption } from './adopt.ts';
import { createBatchWriter } from './batch-writer.ts';
import { createEncoder, type EncodedCommit } from './encode.ts';
import { mapErrors, toAppError } from './errors.ts';
import { createFollowing } from './follow.ts';
import { createLogReader } from './log-reader.ts';
import { createProjectionReader } from './projection-reader.ts';
import type { StoredDocument } from './projection-write.ts';
import { dropAbandoned, rebuild } from './rebuild.ts';
import { createRegistry } from './registry.ts';
import { prepareSchema } from './schema.ts';
import { verify } from './verify.ts';
import { createWriter, type WriterMember } from './writer.ts';

/** How often checkpoints and snapshots go out while nobody commits, in milliseconds. */
const FLUSH_MS = 500;
const PING_MS = 2_000;

export interface MongoStoreOptions {
  client: MongoClient;
  /** Name of the database; it is this store's alone, besides the members and leases of its service. */
  database: string;
  projections: readonly Projection[];
  upcasters: Upcasters;
  /** Consumers of the log: what a dead process has left to them is kept. */
  consumers: readonly string[];
  member: WriterMember;
  log?: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/**
 * Opens the event store in one database of a MongoDB replica set (standalone servers have neither transactions nor change streams). Any number of
 * processes may have it open. Projections that are new or changed are rebuilt before this resolves; from then on, programs that have them
 * otherwise cannot commit any more. The client stays the caller's.
 */
export function openMongoStore(options: MongoStoreOptions): Promise<EventStore> {
  return mapErrors(async () => {
    const db = options.client.db(options.database);
    const store = await prepareSchema(db);
    await dropAbandoned(db, store);
    return createStore({ ...options, db, store });
  });
}

/** Whether no other living process writes to the store. */
async function isAlone({ db, store, member }: Parts): Promise<boolean> {
  const living = await db
    .collection<MemberDoc>('members')
    .find({ $expr: { $gt: ['$until', '$$NOW'] } })
    .toArray();
  const others = living.map(({ _id }) => _id).filter((id) => id !== member.id);
  return (await store.writers.findOne({ member: { $in: others }, buried: { $exists: false } })) === null;
}

type Parts = MongoStoreOptions & {
  db: ReturnType<MongoClient['db']>;
  store: Awaited<ReturnType<typeof prepareSchema>>;
};

async function createStore(parts: Parts): Promise<EventStore> {
  const { client, db, store, projections, upcasters, consumers, member, log } = parts;
  const collections = collectionsOf(projections);
  const upcast = createUpcaster(upcasters);
  const reader = createLogReader(store, upcast);
  const encoder = createEncoder({ projections, collections, upcast });
  const registry = createRegistry({ client, store, projections });
  const sidecar = createSidecar();
  const place = (collection: string) => {
    const name = registry.place(collection);
    if (name === undefined) throw new AppError('UNAVAILABLE', `The collection "${collection}" is not built yet.`);
    return db.collection<StoredDocument>(name);
  };

  await registry.load();
  if (await isAlone(parts)) await registry.forgetUnknown();
  for (const projection of registry.outdated()) {
    const options = { db, store, registry, reader, encoder, commits: undefined, outdated: true };
    const { events } = await rebuild(options, projection);
    log?.info({ database: parts.database, projection: projection.name, events }, 'projection rebuilt');
  }

  const writer = createWriter({ id: crypto.randomUUID(), client, member, registry, store, consumers });
  await writer.enlist();
  const write = createBatchWriter({ store, reader, writer, place });
  const commits = createGroupCommit<EncodedCommit>({
    send: (batch) =>
      write(batch).catch((error: unknown) => {
        throw toAppError(error);
      }),
    sizeOf: ({ size }) => size,
    sidecar,
    patienceMs: 0,
    onFailing: (error) => log?.error({ err: error }, 'the database cannot be written: commands fail until it can'),
    onListenerError: (error) => log?.error({ err: error }, 'a listener of the event store has thrown'),
  });
  const following = createFollowing({
    ...{ db, store, upcast },
    onError: (error) => log?.warn({ err: error }, 'the change stream was interrupted'),
  });
  const flusher = setInterval(() => {
    if (!sidecar.isEmpty) commits.flush();
  }, FLUSH_MS);
  flusher.unref();
  const epoch = (await store.epoch.findOne({ _id: 'epoch' }))?.value ?? '';
  let closing: Promise<void> | undefined;
  const maintenance = createOneAtATime();

  async function close(): Promise<void> {
    clearInterval(flusher);
    await maintenance.idle();
    await following.close();
    if (!sidecar.isEmpty) commits.flush();
    await commits.drained();
    await writer.close().catch((error: unknown) => log?.warn({ err: error }, 'a session could not be ended'));
  }

  const { heads: _heads, readWriter, ...reads } = reader;
  return {
    ...reads,
    epoch,
    isSoleWriter: false,
    projections: createProjectionReader({ collections, place }),
    async commit(commit) {
      if (closing) throw new AppError('UNAVAILABLE', 'The event store is closed.');
      return commits.commit(encoder.commit(commit), commit.events);
    },
    readOwn: ({ after, limit }) => readWriter(member.id, { after, upTo: Number.MAX_SAFE_INTEGER, limit }),
    adopt: createAdoption({ client, db, store, reader, self: () => member.id }),
    onCommitted: commits.onCommitted,
    follow: following.follow,
    async checkpoint(consumer) {
      const waiting = sidecar.checkpoint(consumer);
      if (waiting !== undefined) return waiting;
      const found = await mapErrors(() => store.checkpoints.findOne({ _id: { writer: member.id, consumer } }));
      return found?.position ?? 0;
    },
    saveCheckpoint: sidecar.setCheckpoint,
    saveSnapshot: (stream, { seq, version, state }) => sidecar.setSnapshot([stream, seq, version, toJson(state)]),
    async rebuild(name) {
      const projection = projections.find((one) => one.name === name);
      if (!projection) throw new AppError('NOT_FOUND', `There is no projection "${name}".`);
      return maintenance.run(() => rebuild({ db, store, registry, reader, encoder, commits }, projection));
    },
    verify: () =>
      maintenance.run(() => verify({ client, db, store, projections, collections, upcast, encoder, place })),
    async ping() {
      if (closing) throw new AppError('UNAVAILABLE', 'The event store is closed.');
      await mapErrors(() => db.command({ ping: 1 }, { timeoutMS: PING_MS }));
    },
    close: () => (closing ??= close()),
  };
}
