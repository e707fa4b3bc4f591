import type { Db, MongoClient } from 'mongodb';
import { AppError } from '../../../kernel/errors/app-error.ts';
import type { MemberDoc } from '../../../kernel/member-doc.ts';
import type { AdoptedLog } from '../port.ts';
import { mapErrors } from './errors.ts';
import type { LogReader } from './log-reader.ts';
import type { CheckpointDoc, StoreCollections } from './schema.ts';

export interface AdoptionOptions {
  client: MongoClient;
  db: Db;
  store: StoreCollections;
  reader: LogReader;
  /** This process among the members. */
  self(): string;
}

/** Claims what dead writers have left to a consumer; see `EventStore.adopt`. A claim lasts as long as the member that has it lives. */
export function createAdoption({ client, db, store, reader, self }: AdoptionOptions) {
  const members = db.collection<MemberDoc>('members');

  const living = async (): Promise<Set<string>> => {
    const found = await members.find({ $expr: { $gt: ['$until', '$$NOW'] } }, { projection: { _id: 1 } }).toArray();
    return new Set(found.map(({ _id }) => _id));
  };

  /** What it has begun and not committed is undone, and what that held is free: the same user may end a session whoever has started it. */
  const endSessions = async (member: string): Promise<void> => {
    const found = await store.writers.find({ member, buried: { $exists: false } }).toArray();
    const sessions = found.flatMap(({ session }) => (session ? [{ id: session }] : []));
    if (sessions.length > 0) await client.db('admin').command({ killSessions: sessions });
  };

  /** From now on nothing of this writer is committed any more. Returns its last position. */
  const bury = async (member: string): Promise<number> => {
    await endSessions(member);
    await store.writers.updateMany({ member }, { $set: { buried: true } });
    const [last] = await store.writers.find({ member }).sort({ lastPosition: -1 }).limit(1).toArray();
    return last?.lastPosition ?? 0;
  };

  const claim = async ({ _id, heir }: CheckpointDoc): Promise<CheckpointDoc | null> =>
    store.checkpoints.findOneAndUpdate(
      { _id, heir: heir ?? { $exists: false }, done: { $ne: true } },
      { $set: { heir: self() } },
      { returnDocument: 'after' },
    );

  const finish = async (id: CheckpointDoc['_id'], heir: string): Promise<void> => {
    await store.checkpoints.updateOne({ _id: id, heir }, { $set: { done: true } });
    const { writer } = id;
    if (await store.checkpoints.findOne({ '_id.writer': writer, done: { $ne: true } })) return;
    await store.writers.deleteMany({ member: writer });
    await store.checkpoints.deleteMany({ '_id.writer': writer });
  };

  const open = (claimed: CheckpointDoc, upTo: number): AdoptedLog => {
    const { _id: id } = claimed;
    const heir = claimed.heir as string;
    let after = claimed.position;
    let ended = false;
    return {
      async read(limit) {
        const events = await reader.readWriter(id.writer, { after, upTo, limit });
        ended = events.length === 0;
        return events;
      },
      async handled(position) {
        const { matchedCount } = await mapErrors(() =>
          store.checkpoints.updateOne({ _id: id, heir }, { $max: { position } }),
        );
        if (matchedCount === 0) throw new AppError('ABORTED', 'Another process goes on with this log.');
        after = position;
      },
      close: () =>
        mapErrors(async () => {
          if (ended) await finish(id, heir);
          else await store.checkpoints.updateOne({ _id: id, heir }, { $unset: { heir: '' } });
        }),
    };
  };

  return (consumer: string): Promise<AdoptedLog | undefined> =>
    mapErrors(async () => {
      const unfinished = await store.checkpoints.find({ '_id.consumer': consumer, done: { $ne: true } }).toArray();
      const others = unfinished.filter(({ _id, heir }) => _id.writer !== self() && heir !== self());
      if (others.length === 0) return undefined;
      const alive = await living();
      for (const left of others) {
        if (alive.has(left._id.writer) || (left.heir !== undefined && alive.has(left.heir))) continue;
        const upTo = await bury(left._id.writer);
        const claimed = await claim(left);
        if (claimed) return open(claimed, upTo);
      }
      return undefined;
    });
}
