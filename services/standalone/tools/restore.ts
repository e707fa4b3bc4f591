import { restore } from '@confab/runtime/eventlog/store/mongo/backup';
import { withDatabases } from './with-databases.ts';

/** `MONGODB_URL=… npm run restore -- <folder>`: brings them back from a folder into empty databases; the services build their projections when they start. */
await withDatabases(restore);
