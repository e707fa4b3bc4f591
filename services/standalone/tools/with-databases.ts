import { AppError, isAppError } from '@confab/runtime/kernel/errors/app-error';
import { connectMongo } from '@confab/runtime/process/mongo-connection';
import type { MongoClient } from 'mongodb';
import { readStorePlace } from '../config.ts';
import { DEFINITIONS } from './stores.ts';

interface Place {
  client: MongoClient;
  /** Those of all services. */
  databases: readonly string[];
  /** The first argument of the command. */
  folder: string;
}

/**
 * Runs a tool on the databases of a cluster and a folder, and prints how much went into each file. What went wrong is one line for the operator,
 * and exit code 1.
 */
export async function withDatabases(work: (place: Place) => Promise<Record<string, number>>): Promise<void> {
  try {
    const { mongo } = readStorePlace(process.env);
    const [folder] = process.argv.slice(2);
    if (!mongo || folder === undefined) throw new AppError('BAD_USER_INPUT', 'Set MONGODB_URL and name a folder.');
    const client = await connectMongo(mongo);
    try {
      const databases = Object.keys(DEFINITIONS).map((service) => `${mongo.databasePrefix}_${service}`);
      const counts = await work({ client, databases, folder });
      for (const [file, count] of Object.entries(counts)) console.log(`${file} ${count}`);
    } finally {
      await client.close();
    }
  } catch (error) {
    console.error(isAppError(error) ? error.message : error);
    process.exitCode = 1;
  }
}
