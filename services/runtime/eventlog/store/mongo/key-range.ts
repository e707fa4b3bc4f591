import { type Filter, MaxKey } from 'mongodb';
import type { CollectionSpec, Scalar } from '../projection.ts';
import type { StoredDocument } from './projection-write.ts';

export interface Range {
  /** Values of the key's leading fields. */
  equal: readonly Scalar[];
  /** Bounds on the field after those. */
  greaterThan?: Scalar | undefined;
  atLeast?: Scalar | undefined;
  lessThan?: Scalar | undefined;
}

/**
 * A range of keys as one range of `_id`: documents compare field by field, a shorter one before the longer ones that begin with it
 * (https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/#objects). Numbers come before strings, strings by their bytes.
 */
export function keyRange(
  spec: CollectionSpec,
  { equal, greaterThan, atLeast, lessThan }: Range,
): Filter<StoredDocument> {
  const prefix = Object.fromEntries(equal.map((value, i) => [spec.key[i], value]));
  const ranged = spec.key[equal.length];
  if (ranged === undefined) return { _id: prefix as StoredDocument['_id'] };
  const beyond = (document: object) => ({ ...document, [spec.key[Object.keys(document).length] ?? '']: new MaxKey() });
  const isLast = equal.length + 1 === spec.key.length;
  const bounds: Record<string, unknown> = {};
  if (greaterThan !== undefined) {
    const above = { ...prefix, [ranged]: greaterThan };
    bounds['$gt'] = isLast ? above : beyond(above);
  } else if (atLeast !== undefined) bounds['$gte'] = { ...prefix, [ranged]: atLeast };
  else if (equal.length > 0) bounds['$gt'] = prefix;
  if (lessThan !== undefined) bounds['$lt'] = { ...prefix, [ranged]: lessThan };
  else if (equal.length > 0) bounds['$lt'] = beyond(prefix);
  return Object.keys(bounds).length === 0 ? {} : ({ _id: bounds } as Filter<StoredDocument>);
}
