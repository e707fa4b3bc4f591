import type { Filter, Sort } from 'mongodb';
import { bounds } from '../bounds.ts';
import { indexFields } from '../collections.ts';
import type { CollectionSpec, Find } from '../projection.ts';
import { keyRange } from './key-range.ts';
import { type StoredDocument, storedPath } from './projection-write.ts';

export interface Query {
  filter: Filter<StoredDocument>;
  sort: Sort;
  /** Name of the index: a partial one is only used where it is named. */
  hint: string;
}

const OPERATORS = { '>': '$gt', '>=': '$gte', '<': '$lt' } as const;
/** What an index holds: a document whose field is none of these is not found through it. */
const INDEXED = { $type: ['number', 'string'] };

/** A find as one scan of a range of its index. Throws where the find does not fit the index. */
export function findQuery(spec: CollectionSpec, find: Find): Query {
  const fields = indexFields(spec, find.index);
  if (find.equal.length > fields.length) {
    throw new Error(`index "${find.index}" has ${fields.length} fields, not ${find.equal.length}`);
  }
  const range = bounds(find);
  if (range.length > 0 && find.equal.length === fields.length) {
    throw new Error(`index "${find.index}" has no field after those that are equal`);
  }
  const direction = find.order === 'descending' ? -1 : 1;
  if (find.index === 'key') {
    const value = (operator: keyof typeof OPERATORS) => range.find((bound) => bound.operator === operator)?.value;
    const limits = { greaterThan: value('>'), atLeast: value('>='), lessThan: value('<') };
    return { filter: keyRange(spec, { equal: find.equal, ...limits }), sort: { _id: direction }, hint: '_id_' };
  }
  const conditions = fields
    .slice(0, find.equal.length)
    .map((field, i) => ({ [storedPath(spec, field)]: find.equal[i] }));
  for (const { operator, value } of range) {
    conditions.push({ [storedPath(spec, fields[find.equal.length] ?? '')]: { [OPERATORS[operator]]: value } } as never);
  }
  const present = partialFilter(spec, find.index);
  if (present) conditions.push(present as never);
  return {
    filter: { $and: conditions } as Filter<StoredDocument>,
    sort: Object.fromEntries(fields.map((field) => [storedPath(spec, field), direction])),
    hint: find.index,
  };
}

/** The fields of an index in order, as `createIndex` takes them. */
export function indexKeys(spec: CollectionSpec, index: string): Record<string, 1> {
  return Object.fromEntries(indexFields(spec, index).map((field) => [storedPath(spec, field), 1]));
}

/** Says that a document has all fields of the index; undefined where its key says so already. */
export function partialFilter(spec: CollectionSpec, index: string): Record<string, typeof INDEXED> | undefined {
  const fields = (spec.indexes?.[index] ?? []).filter((field) => !spec.key.includes(field));
  return fields.length === 0
    ? undefined
    : Object.fromEntries(fields.map((field) => [storedPath(spec, field), INDEXED]));
}
