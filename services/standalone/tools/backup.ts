import { backUp } from '@confab/runtime/eventlog/store/mongo/backup';
import { withDatabases } from './with-databases.ts';

/** `MONGODB_URL=… npm run backup -- <folder>`: saves the logs of all services as of one moment, while they run, into a folder. */
await withDatabases(backUp);
