import type { Binary, ClientSession, MongoClient } from 'mongodb';
import type { Registry } from './registry.ts';
import type { StoreCollections } from './schema.ts';

/** Who this process is among those that write. The id changes when it was taken for dead and comes back. */
export interface WriterMember {
  readonly id: string;
  /** Asks, and resolves once the id is one that nobody takes for dead. */
  ready(): Promise<void>;
}

/** A session is renewed when it was not used for so long: after 30 minutes the server may end it at any time. */
const SESSION_MS = 600_000;

/** The mark that this store leaves in each of its transactions, and the session that they run in, one after the other. */
export interface Writer {
  /** Makes sure that the mark is there and rests on the registry as it is. To be called before positions are taken. Returns the member it writes for. */
  enlist(): Promise<string>;
  /**
   * For the next transaction, known to the other processes: what a dead one has begun and not committed holds whatever it wrote until somebody ends
   * its session, or for a minute and more until the server does.
   */
  session(): Promise<ClientSession>;
  /** First statement of a transaction. False: somebody has changed the rules since `enlist`; nothing of the transaction may stay. */
  mark(session: ClientSession, lastPosition: number): Promise<boolean>;
  /** `enlist` looks again. */
  distrust(): void;
  /** Ends the session. */
  close(): Promise<void>;
}

export function createWriter(options: {
  id: string;
  client: MongoClient;
  member: WriterMember;
  registry: Registry;
  store: StoreCollections;
  consumers: readonly string[];
}): Writer {
  const { client, member, registry, store, consumers } = options;
  let enlistedAs: string | undefined;
  let runs = 0;
  let _id = options.id;
  let session: ClientSession | undefined;
  let usedAt = 0;

  /** Where it was killed because this process was taken for dead, it is as good as new: the driver counts its transactions on. */
  const startSession = (): Binary => {
    session ??= client.startSession({ causalConsistency: false });
    usedAt = performance.now();
    if (!session.id) throw new Error('the driver gives sessions no id');
    return session.id.id;
  };

  /** Nobody may end it any more once it serves others: the driver keeps what is ended here for whatever comes next. */
  const endSession = async (): Promise<void> => {
    if (!session?.id) return;
    await store.writers.updateMany({ session: session.id.id }, { $unset: { session: '' } });
    await session.endSession();
    session = undefined;
  };

  /** Before its first event: whoever may have to go on for this member finds how far each consumer has got. */
  const enter = async (): Promise<void> => {
    await member.ready();
    const { id } = member;
    runs += 1;
    _id = `${options.id}.${runs}`;
    const { value = 0 } = (await store.counter.findOne({ _id: 'position' })) ?? {};
    await Promise.all(
      consumers.map((consumer) =>
        store.checkpoints.updateOne(
          { _id: { writer: id, consumer } },
          { $setOnInsert: { position: value } },
          { upsert: true },
        ),
      ),
    );
    const mark = { _id, member: id, registry: registry.version, lastPosition: 0 };
    await store.writers.insertOne({ ...mark, session: startSession() });
    enlistedAs = id;
  };

  /** The registry may change between reading it and leaving the mark: then both begin again. */
  const agree = async (): Promise<void> => {
    for (;;) {
      await registry.load();
      registry.check();
      const { version } = registry;
      const found = await store.writers.findOneAndUpdate(
        { _id, buried: { $exists: false } },
        { $max: { registry: version } },
        { returnDocument: 'after' },
      );
      if (!found) {
        await enter();
        continue;
      }
      const { version: now, held } = (await store.registry.findOne({ _id: 'registry' })) ?? { version: 0 };
      if (found.registry === version && now === version && !held) return;
    }
  };

  let trusted = false;
  return {
    async enlist() {
      if (!trusted || enlistedAs !== member.id) {
        if (enlistedAs !== member.id) {
          await registry.load();
          await enter();
        }
        await agree();
        trusted = true;
      }
      return enlistedAs as string;
    },
    async session() {
      if (performance.now() - usedAt > SESSION_MS) {
        await endSession();
        await store.writers.updateOne({ _id }, { $set: { session: startSession() } });
      }
      usedAt = performance.now();
      return session as ClientSession;
    },
    async mark(session, lastPosition) {
      const { matchedCount } = await store.writers.updateOne(
        { _id, registry: registry.version, buried: { $exists: false } },
        { $max: { lastPosition } },
        { session },
      );
      return matchedCount === 1;
    },
    distrust() {
      trusted = false;
    },
    close: endSession,
  };
}
