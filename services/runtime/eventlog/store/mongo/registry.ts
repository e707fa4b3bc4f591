import { setTimeout as pause } from 'node:timers/promises';
import type { Db, MongoClient } from 'mongodb';
import { AppError } from '../../../kernel/errors/app-error.ts';
import type { CollectionSpec, Projection } from '../projection.ts';
import { indexKeys, partialFilter } from './find-query.ts';
import type { RegisteredProjection, RegistryDoc, StoreCollections } from './schema.ts';

/** A build that holds the log for so long has died. It commonly takes some milliseconds. */
const HOLD_MS = 20_000;
const POLL_MS = 25;
const REGISTRY = { _id: 'registry' } as const;

/**
 * Which projections the database holds, in which version and where. Transactions rest on one version of it (see `WriterDoc`): a change of the version
 * ends those that began before.
 */
export interface Registry {
  /** Waits while a build holds the log, then knows the registry as it is. */
  load(): Promise<void>;
  /** Of the state that was loaded last. */
  readonly version: number;
  /** Throws UNAVAILABLE where another program has changed a projection of ours, or has one that we would leave behind. */
  check(): void;
  /** Projections of ours that have to be built: they are new, changed or were left behind. */
  outdated(): Projection[];
  /** Name of the collection that serves; undefined before its projection was built. */
  place(collection: string): string | undefined;
  /** Takes projections that this program does not have from the list, so that a program that has them builds them anew. */
  forgetUnknown(): Promise<void>;
  /**
   * From when this resolves, nothing is committed, and every position handed out so far is either in the log or never will be. Until `release` or `swap`.
   * `build` names who holds.
   */
  hold(build: string): Promise<void>;
  release(build: string): Promise<void>;
  /**
   * Ends the hold with the projection in its new place; ABORTED where the hold was lost. Returns the collections that nobody needs any more. `outdated`:
   * only where the one that serves still is; undefined, and the hold goes on, where another process was faster.
   */
  swap(build: string, projection: Projection, swap: Swap): Promise<string[] | undefined>;
}

export interface Swap {
  /** By collection, where it is from now on. */
  places: Record<string, string>;
  outdated: boolean;
}

export function createRegistry(options: {
  client: MongoClient;
  store: StoreCollections;
  projections: readonly Projection[];
}): Registry {
  const { store, projections } = options;
  const own = new Map(projections.map((projection) => [projection.name, projection]));
  let current: RegistryDoc = { ...REGISTRY, version: 0, projections: {} };

  const owner = (collection: string) => projections.find(({ collections }) => collection in collections)?.name;

  const read = async (): Promise<RegistryDoc> => {
    const found = await store.registry.findOne(REGISTRY);
    if (!found) throw new AppError('UNAVAILABLE', 'The database is not set up.');
    return found;
  };

  /** Breaks a hold whose holder has died. */
  const breakHold = () =>
    store.registry.updateOne(
      { ...REGISTRY, $expr: { $lt: ['$held.until', '$$NOW'] } },
      { $unset: { held: '' }, $inc: { version: 1 } },
    );

  const fenceWriters = async (): Promise<void> => {
    const { version } = await read();
    await store.writers.updateMany({ registry: { $lt: version } }, { $max: { registry: version } });
  };

  return {
    get version() {
      return current.version;
    },
    async load() {
      for (;;) {
        current = await read();
        if (!current.held) return;
        await breakHold();
        await pause(POLL_MS);
      }
    },
    check() {
      for (const projection of projections) {
        if (current.projections[projection.name]?.definition !== definitionOf(projection)) throw otherProgram();
      }
      if (Object.keys(current.projections).some((name) => !own.has(name))) throw otherProgram();
    },
    outdated: () => projections.filter((one) => current.projections[one.name]?.definition !== definitionOf(one)),
    place(collection) {
      const name = owner(collection);
      return name === undefined ? undefined : current.projections[name]?.places[collection];
    },
    async forgetUnknown() {
      const unknown = Object.keys(current.projections).filter((name) => !own.has(name));
      if (unknown.length === 0) return;
      const $unset = Object.fromEntries(unknown.map((name) => [`projections.${name}`, '' as const]));
      await store.registry.updateOne({ ...REGISTRY, version: current.version }, { $unset, $inc: { version: 1 } });
      await this.load();
    },
    async hold(build) {
      for (;;) {
        await breakHold();
        const { modifiedCount } = await store.registry.updateOne({ ...REGISTRY, held: { $exists: false } }, [
          { $set: { held: { build, until: { $add: ['$$NOW', HOLD_MS] } }, version: { $add: ['$version', 1] } } },
        ]);
        if (modifiedCount === 1) break;
        await pause(POLL_MS);
      }
      await fenceWriters();
    },
    async release(build) {
      await store.registry.updateOne(
        { ...REGISTRY, 'held.build': build },
        { $unset: { held: '' }, $inc: { version: 1 } },
      );
      await this.load();
    },
    async swap(build, projection, { places, outdated }) {
      const { projections: before } = await read();
      const definition = definitionOf(projection);
      if (outdated && before[projection.name]?.definition === definition) return undefined;
      const registered: RegisteredProjection = { definition, places };
      const { modifiedCount } = await store.registry.updateOne(
        { ...REGISTRY, 'held.build': build, $expr: { $gt: ['$held.until', '$$NOW'] } },
        { $set: { [`projections.${projection.name}`]: registered }, $unset: { held: '' }, $inc: { version: 1 } },
      );
      if (modifiedCount === 0) throw new AppError('ABORTED', 'The rebuild took too long to finish. Try again.');
      await this.load();
      return Object.values(before[projection.name]?.places ?? {});
    },
  };
}

/** Creates a collection of a projection with its indexes. An index is partial: what lacks one of its fields is not in it. */
export async function createPlace(db: Db, place: string, spec: CollectionSpec): Promise<void> {
  const collection = await db.createCollection(place);
  for (const index of Object.keys(spec.indexes ?? {})) {
    const partialFilterExpression = partialFilter(spec, index);
    await collection.createIndex(indexKeys(spec, index), {
      name: index,
      ...(partialFilterExpression && { partialFilterExpression }),
    });
  }
}

export function definitionOf({ version, collections }: Projection): string {
  return JSON.stringify({ version, collections });
}

function otherProgram(): AppError {
  return new AppError(
    'UNAVAILABLE',
    'Another version of this program has changed the database. Restart with that version.',
  );
}
