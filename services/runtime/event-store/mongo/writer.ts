import type { ClientSession } from 'mongodb';
import type { Registry } from './registry.ts';
import type { StoreCollections } from './schema.ts';

/** Who this process is among those that write. The id changes when it was taken for dead and comes back. */
export interface WriterMember {
  readonly id: string;
  /** Asks, and resolves once the id is one that nobody takes for dead. */
  ready(): Promise<void>;
}

/** The mark that this store leaves in each of its transactions. */
export interface Writer {
  /** Makes sure that the mark is there and rests on the registry as it is. To be called before positions are taken. Returns the member it writes for. */
  enlist(): Promise<string>;
  /** First statement of a transaction. False: somebody has changed the rules since `enlist`; nothing of the transaction may stay. */
  mark(session: ClientSession, lastPosition: number): Promise<boolean>;
  /** `enlist` looks again. */
  distrust(): void;
}

export function createWriter(options: {
  id: string;
  member: WriterMember;
  registry: Registry;
  store: StoreCollections;
  consumers: readonly string[];
}): Writer {
  const { member, registry, store, consumers } = options;
  let enlistedAs: string | undefined;
  let runs = 0;
  let _id = options.id;

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
    await store.writers.insertOne({ _id, member: id, registry: registry.version, lastPosition: 0 });
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
  };
}
