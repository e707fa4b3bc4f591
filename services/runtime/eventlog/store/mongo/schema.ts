import type { Binary, Db } from 'mongodb';

/** An event as it lies in the log. Its `_id` is its position: unique, and ascending from commit to commit. */
export interface EventDoc {
  _id: number;
  stream: string;
  seq: number;
  type: string;
  version: number;
  id: string;
  atMs: number;
  actor: string;
  commandId: string;
  correlationId: string;
  /** JSON: what an event holds comes back unchanged, whatever its fields are called. */
  data: string;
  /** The member that wrote it and is answerable for its publication. */
  writer: string;
}

/** (actor, commandId) is the key: a command commits once. */
export interface CommandDoc extends StoredCommand {
  _id: { actor: string; commandId: string };
}

/** What is kept of a command. `result` is JSON; `digest` is absent where none was kept. */
export interface StoredCommand {
  command: string;
  digest?: string;
  result: string;
}

export interface SnapshotDoc {
  _id: { stream: string; version: number };
  seq: number;
  state: string;
}

/** How far a consumer has got in what one writer wrote. */
export interface CheckpointDoc {
  _id: { writer: string; consumer: string };
  position: number;
  /** The member that goes on with it, where the writer is gone. */
  heir?: string;
  /** An heir has handled everything. */
  done?: boolean;
}

/**
 * One for each open store, touched by every transaction of that store. Whoever changes it first makes the transactions under way fail: that is how
 * a swap of projections waits for nobody who stood still, and how a writer that is taken for dead can do no more harm.
 */
export interface WriterDoc {
  _id: string;
  member: string;
  /** Version of the registry that the writer's transactions rest on. */
  registry: number;
  /** Of its newest event. */
  lastPosition: number;
  /** In which its transactions run. Without: written by an older version. */
  session?: Binary;
  buried?: boolean;
}

/** What is known of one projection: what it was built from, and where its collections lie. */
export interface RegisteredProjection {
  /** JSON of version and collections. */
  definition: string;
  /** By collection, the name it has in the database. */
  places: Record<string, string>;
}

export interface RegistryDoc {
  _id: 'registry';
  /** Goes up whenever transactions that began before must not go on. */
  version: number;
  /** Nobody commits while a build holds the log, until this time of the server at the latest. */
  held?: { build: string; until: Date };
  projections: Record<string, RegisteredProjection>;
}

export interface CounterDoc {
  _id: 'position';
  value: number;
}

export interface EpochDoc {
  _id: 'epoch';
  value: string;
}

/** A build of projection collections that goes on; abandoned once the server's time is past `until`. */
export interface BuildDoc {
  _id: string;
  until: Date;
}

/** The collections of a store. */
export function collectionsIn(db: Db) {
  return {
    events: db.collection<EventDoc>('events'),
    commands: db.collection<CommandDoc>('commands'),
    snapshots: db.collection<SnapshotDoc>('snapshots'),
    checkpoints: db.collection<CheckpointDoc>('checkpoints'),
    writers: db.collection<WriterDoc>('writers'),
    registry: db.collection<RegistryDoc>('meta'),
    counter: db.collection<CounterDoc>('meta'),
    epoch: db.collection<EpochDoc>('meta'),
    builds: db.collection<BuildDoc>('builds'),
  };
}

export type StoreCollections = ReturnType<typeof collectionsIn>;

/** Creates what is missing. Transactions create no collections: each would have to wait for all others. Idempotent. */
export async function prepareSchema(db: Db): Promise<StoreCollections> {
  const collections = collectionsIn(db);
  const { events, commands, snapshots, checkpoints, writers, registry, counter, epoch } = collections;
  const existing = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  for (const name of ['events', 'commands', 'snapshots', 'checkpoints', 'writers', 'meta', 'builds']) {
    if (!existing.has(name)) await db.createCollection(name).catch(ignoreExisting);
  }
  await events.createIndex({ stream: 1, seq: 1 }, { unique: true });
  await Promise.all([commands, snapshots, checkpoints].map((collection) => collection.estimatedDocumentCount()));
  await writers.createIndex({ member: 1 });
  await checkpoints.createIndex({ '_id.consumer': 1, done: 1 });
  const setOnInsert = { upsert: true };
  await counter.updateOne({ _id: 'position' }, { $setOnInsert: { value: 0 } }, setOnInsert);
  await registry.updateOne({ _id: 'registry' }, { $setOnInsert: { version: 1, projections: {} } }, setOnInsert);
  await epoch.updateOne({ _id: 'epoch' }, { $setOnInsert: { value: crypto.randomUUID() } }, setOnInsert);
  return collections;
}

const NAMESPACE_EXISTS = 48;

function ignoreExisting(error: { code?: unknown }): void {
  if (error.code !== NAMESPACE_EXISTS) throw error;
}
