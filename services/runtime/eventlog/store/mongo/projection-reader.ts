import type { Collection as MongoCollection } from 'mongodb';
import type { Collection } from '../collections.ts';
import type { Find, ProjectionReader, Scalar } from '../projection.ts';
import { mapErrors } from './errors.ts';
import { findQuery } from './find-query.ts';
import { fromStored, keyOf, type StoredDocument } from './projection-write.ts';

export interface ProjectionReaderOptions {
  collections: ReadonlyMap<string, Collection>;
  /** Where a collection lies now; a swap moves it. */
  place(collection: string): MongoCollection<StoredDocument>;
}

/** Far below the connections of a pool, which all who read share. */
const READS_AT_ONCE = 8;

/** Reads with majority read concern from the primary: what was acknowledged is there. */
export function createProjectionReader({ collections, place }: ProjectionReaderOptions): ProjectionReader {
  const collectionOf = (name: string): Collection => {
    const collection = collections.get(name);
    if (!collection) throw new Error(`there is no collection "${name}"`);
    return collection;
  };

  async function get(name: string, key: readonly Scalar[]): Promise<unknown> {
    const _id = keyOf(collectionOf(name), key);
    const found = await mapErrors(() => place(name).findOne({ _id }));
    return found ? fromStored(found) : undefined;
  }

  async function getMany(name: string, keys: readonly (readonly Scalar[])[]): Promise<unknown[]> {
    const ids = keys.map((key) => keyOf(collectionOf(name), key));
    if (ids.length === 0) return [];
    const found = await mapErrors(() =>
      place(name)
        .find({ _id: { $in: ids } } as object)
        .toArray(),
    );
    const byKey = new Map(found.map((document) => [JSON.stringify(document._id), document]));
    return ids.map((id) => {
      const document = byKey.get(JSON.stringify(id));
      return document && fromStored(document);
    });
  }

  async function find(name: string, wanted: Find): Promise<unknown[]> {
    const { filter, sort, hint } = findQuery(collectionOf(name).spec, wanted);
    const found = await mapErrors(() => place(name).find(filter).sort(sort).hint(hint).limit(wanted.limit).toArray());
    return found.map((document) => fromStored(document));
  }

  async function count(name: string, wanted: Find): Promise<number> {
    const { filter, hint } = findQuery(collectionOf(name).spec, wanted);
    return mapErrors(() => place(name).countDocuments(filter, { hint, limit: wanted.limit }));
  }

  return { atOnce: READS_AT_ONCE, get, getMany, find, count } as ProjectionReader;
}
