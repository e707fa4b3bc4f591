import type { Db } from 'mongodb';
import type { GroupCommit } from '../group-commit.ts';
import type { Projection } from '../projection.ts';
import type { Encoder } from './encode.ts';
import { mapErrors } from './errors.ts';
import type { LogReader } from './log-reader.ts';
import type { StoredDocument } from './projection-write.ts';
import { createPlace, type Registry } from './registry.ts';
import type { StoreCollections } from './schema.ts';

/** Events read, projected and written at once. */
const CHUNK = 500;
/** So few events are gone through while nobody may commit. */
const FEW = 1_000;
/** An abandoned build's collections are dropped so long after its last sign of life. */
const BUILD_LIFE_MS = 120_000;
const PLACE_PREFIX = 'p_';

export interface RebuildOptions {
  db: Db;
  store: StoreCollections;
  registry: Registry;
  reader: LogReader;
  encoder: Encoder;
  commits: Pick<GroupCommit<unknown>, 'hold'> | undefined;
  /**
   * Several processes that find it so when they open a store build it at once, and the first to be done has it: who serves already would not notice that its
   * collections are replaced and gone.
   */
  outdated?: boolean;
}

/** Writes the events after one position and up to another into places of their own; returns how many. */
async function fill(
  { db, reader, encoder }: Pick<RebuildOptions, 'db' | 'reader' | 'encoder'>,
  projection: Projection,
  span: { after: number; upTo: number; places: Record<string, string> },
): Promise<number> {
  let { after } = span;
  let count = 0;
  for (;;) {
    const page = await reader.readAll({ after, limit: CHUNK });
    const events = page.filter(({ position }) => position <= span.upTo);
    const writes = events.flatMap((event) => encoder.writes(projection, event));
    for (const [collection, own] of Map.groupBy(writes, (write) => write.collection)) {
      const place = db.collection<StoredDocument>(span.places[collection] as string);
      await place.bulkWrite(own.map(({ operation }) => operation));
    }
    count += events.length;
    after = events.at(-1)?.position ?? after;
    if (events.length < CHUNK) return count;
  }
}

/**
 * Builds a projection from the log into collections beside those that serve. The log is held for a moment now and then: only what lies below a
 * position taken meanwhile is complete, because positions are handed out before they are committed. In the last moment what is left is added and the
 * registry points to the new collections. With `outdated`, they are dropped where another process was faster. Returns how many events it went through.
 */
export async function rebuild(options: RebuildOptions, projection: Projection): Promise<{ events: number }> {
  const { db, store, registry, outdated = false } = options;
  const build = crypto.randomUUID().slice(0, 8);
  const places = Object.fromEntries(
    Object.keys(projection.collections).map((name) => [name, `${PLACE_PREFIX}${name}_${build}`]),
  );
  const keepAlive = () =>
    store.builds.updateOne({ _id: build }, [{ $set: { until: { $add: ['$$NOW', BUILD_LIFE_MS] } } }], { upsert: true });
  const lastPosition = async () => (await store.counter.findOne({ _id: 'position' }))?.value ?? 0;
  let after = 0;
  let events = 0;
  let held = false;
  const fillUpTo = async (upTo: number) => {
    const count = await fill(options, projection, { after, upTo, places });
    after = upTo;
    events += count;
    await keepAlive();
    return count;
  };

  const hold = async () => {
    const release = await options.commits?.hold();
    await registry.hold(build);
    held = true;
    return async () => {
      if (held) await registry.release(build);
      held = false;
      release?.();
    };
  };

  return mapErrors(async () => {
    await keepAlive();
    for (const [name, spec] of Object.entries(projection.collections))
      await createPlace(db, places[name] as string, spec);
    let replaced: string[] = Object.values(places);
    try {
      for (let left = FEW; left >= FEW; ) {
        const release = await hold();
        const complete = await lastPosition();
        await release();
        left = await fillUpTo(complete);
      }
      const release = await hold();
      try {
        await fillUpTo(await lastPosition());
        const before = await registry.swap(build, projection, { places, outdated });
        if (before) {
          replaced = before;
          held = false;
        }
      } finally {
        await release();
      }
    } finally {
      for (const place of replaced) await db.dropCollection(place).catch(() => undefined);
      await store.builds.deleteOne({ _id: build });
    }
    return { events };
  });
}

/** Drops the collections of projections that nothing points to and nobody is building. */
export async function dropAbandoned(db: Db, store: StoreCollections): Promise<void> {
  await store.builds.deleteMany({ $expr: { $lt: ['$until', '$$NOW'] } });
  const building = await store.builds.find().toArray();
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  const registered = await store.registry.findOne({ _id: 'registry' });
  const used = new Set(Object.values(registered?.projections ?? {}).flatMap(({ places }) => Object.values(places)));
  for (const name of names) {
    if (!name.startsWith(PLACE_PREFIX) || used.has(name) || building.some(({ _id }) => name.endsWith(_id))) continue;
    await db.dropCollection(name).catch(() => undefined);
  }
}
