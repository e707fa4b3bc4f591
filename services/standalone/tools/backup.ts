import { AppError, isAppError } from '@confab/runtime/errors/app-error';
import { backUp } from '@confab/runtime/event-store/mongo/backup';
import { connectMongo } from '@confab/runtime/process/mongo-connection';
import { readStorePlace } from '../config.ts';
import { DEFINITIONS } from './stores.ts';

/** `MONGODB_URL=… npm run backup -- <folder>`: saves the logs of all services as of one moment, while they run, into a folder. */
try {
  const { mongo } = readStorePlace(process.env);
  const [folder] = process.argv.slice(2);
  if (!mongo || folder === undefined) throw new AppError('BAD_USER_INPUT', 'Set MONGODB_URL and name a folder.');
  const client = await connectMongo(mongo);
  try {
    const databases = Object.keys(DEFINITIONS).map((service) => `${mongo.databasePrefix}_${service}`);
    const counts = await backUp({ client, databases, folder });
    for (const [file, count] of Object.entries(counts)) console.log(`${file} ${count}`);
  } finally {
    await client.close();
  }
} catch (error) {
  console.error(isAppError(error) ? error.message : error);
  process.exitCode = 1;
}
