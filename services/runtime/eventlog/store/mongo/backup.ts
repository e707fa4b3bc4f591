import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Collection, Document, MongoClient } from 'mongodb';
import { AppError } from '../../../kernel/errors/app-error.ts';
import { renewEpoch } from './epoch.ts';
import { collectionsIn, prepareSchema } from './schema.ts';

export interface BackupOptions {
  client: MongoClient;
  /** Stores that belong together: they are saved as they were at one moment. */
  databases: readonly string[];
  /** Gets a file for each collection, `<database>.<collection>.jsonl.gz`: one document a line. */
  folder: string;
}

/** What a store cannot make anew: the log, and which commands were answered how. Projections follow from the log. */
const SAVED = ['events', 'commands'] as const;
const BATCH = 1_000;
/** Said for each collection: a read concern of the client's would win over that of the session. */
const SNAPSHOT = { readConcern: { level: 'snapshot' } } as const;

/**
 * Saves the logs of several stores while they are used, all as of one moment: one snapshot session reads them. The server keeps a snapshot for
 * `minSnapshotHistoryWindowInSeconds`, five minutes by default: what takes longer fails and leaves what it has written. Returns documents by file.
 */
export async function backUp({ client, databases, folder }: BackupOptions): Promise<Record<string, number>> {
  await mkdir(folder, { recursive: true });
  const counts: Record<string, number> = {};
  const session = client.startSession({ snapshot: true });
  try {
    for (const database of databases) {
      for (const name of SAVED) {
        const found = client.db(database).collection<Document>(name, SNAPSHOT).find({}, { session }).sort({ _id: 1 });
        const file = fileOf(database, name);
        counts[file] = 0;
        const lines = async function* () {
          for await (const document of found) {
            counts[file] = (counts[file] ?? 0) + 1;
            yield `${JSON.stringify(document)}\n`;
          }
        };
        await pipeline(Readable.from(lines()), createGzip(), createWriteStream(join(folder, file)));
      }
    }
    return counts;
  } finally {
    await session.endSession();
  }
}

/**
 * Brings stores back into empty databases. CONFLICT where one of them holds events. The epoch is new, so that clients start afresh instead of going
 * on from what came after the backup; projections are built when a service opens the store. Returns documents by file.
 */
export async function restore({ client, databases, folder }: BackupOptions): Promise<Record<string, number>> {
  for (const database of databases) {
    if (await collectionsIn(client.db(database)).events.findOne()) {
      throw new AppError('CONFLICT', `The database ${database} holds events. Restore into empty databases only.`);
    }
  }
  const counts: Record<string, number> = {};
  for (const database of databases) {
    const db = client.db(database);
    const { events, counter } = await prepareSchema(db);
    for (const name of SAVED) {
      const file = fileOf(database, name);
      counts[file] = await load(join(folder, file), db.collection<Document>(name));
    }
    const [last] = await events.find().sort({ _id: -1 }).limit(1).toArray();
    await counter.updateOne({ _id: 'position' }, { $max: { value: last?._id ?? 0 } });
    await renewEpoch(db);
  }
  return counts;
}

async function load(file: string, collection: Collection<Document>): Promise<number> {
  const lines = createInterface({
    input: createReadStream(file).pipe(createGunzip()),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let count = 0;
  let batch: Document[] = [];
  const write = async () => {
    if (batch.length > 0) await collection.insertMany(batch);
    count += batch.length;
    batch = [];
  };
  for await (const line of lines) {
    batch.push(JSON.parse(line));
    if (batch.length === BATCH) await write();
  }
  await write();
  return count;
}

function fileOf(database: string, collection: string): string {
  return `${database}.${collection}.jsonl.gz`;
}
