import { readFileSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { AppError } from '../kernel/errors/app-error.ts';

export interface MongoConnectionOptions {
  /** With credentials and replica set, as the driver takes it. The server's log calls its connections `confab`, or what `appName` says. */
  url: string;
  /** PEM file of the authority that has signed the servers' certificates; turns TLS on. */
  caFile?: string | undefined;
}

/** Milliseconds. A link that swallows everything is noticed by its next statement; heartbeats find the new primary. */
const TIMES = {
  serverSelectionTimeoutMS: 5_000,
  connectTimeoutMS: 3_000,
  socketTimeoutMS: 10_000,
  heartbeatFrequencyMS: 2_000,
  minHeartbeatFrequencyMS: 200,
};
const POOL = { minPoolSize: 2, maxPoolSize: 50, waitQueueTimeoutMS: 5_000 };

/**
 * A client whose writes are acknowledged once a majority has them in its journal, and whose reads see nothing less. Connects before it resolves.
 * Throws UNAVAILABLE with one line where no primary can be reached or the credentials are refused, BAD_USER_INPUT where the address is none.
 */
export async function connectMongo({ url, caFile }: MongoConnectionOptions): Promise<MongoClient> {
  let client: MongoClient;
  try {
    client = new MongoClient(url, {
      ...TIMES,
      ...POOL,
      ...(caFile === undefined ? {} : { tls: true, ca: readFileSync(caFile) }),
      ...(/[?&]appName=/i.test(url) ? {} : { appName: 'confab' }),
      retryWrites: true,
      retryReads: true,
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      ignoreUndefined: true,
    });
  } catch (cause) {
    throw new AppError('BAD_USER_INPUT', 'MONGODB_URL is not an address of MongoDB.', { cause });
  }
  try {
    await client.connect();
    await client.db('admin').command({ ping: 1 });
    return client;
  } catch (cause) {
    await client.close().catch(() => undefined);
    throw new AppError('UNAVAILABLE', 'MongoDB does not answer at MONGODB_URL, or refuses its user.', { cause });
  }
}
