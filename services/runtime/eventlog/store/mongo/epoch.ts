import type { Db } from 'mongodb';
import { collectionsIn } from './schema.ts';

/** After a restore: clients that hold cursors made since the backup are told to start afresh. Stores that are open notice when they are opened again. */
export async function renewEpoch(db: Db): Promise<void> {
  await collectionsIn(db).epoch.updateOne({ _id: 'epoch' }, { $set: { value: crypto.randomUUID() } }, { upsert: true });
}
