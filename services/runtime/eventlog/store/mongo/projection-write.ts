import type { AnyBulkWriteOperation } from 'mongodb';
import type { Collection } from '../collections.ts';
import type { CollectionSpec, Document, ProjectionWrite, Scalar } from '../projection.ts';
import { keyRange } from './key-range.ts';

/** A document of a projection: its key as `_id`, its other fields under `d`. */
export interface StoredDocument {
  _id: Record<string, Scalar>;
  d: Record<string, unknown>;
}

/** A write as one operation of a bulk write; undefined where it changes nothing. Throws where it is malformed. */
export function encodeWrite(
  collection: Collection,
  write: ProjectionWrite,
): AnyBulkWriteOperation<StoredDocument> | undefined {
  const { name, spec } = collection;
  switch (write.op) {
    case 'put': {
      const { _id, d } = toStored(collection, write.doc);
      return { replaceOne: { filter: { _id }, replacement: { d }, upsert: true } };
    }
    case 'merge':
      return encodeMerge(collection, write);
    case 'add': {
      const fields = Object.entries(write.by).map(([field, by]) => [pathOf(collection, field), scalar(name, by)]);
      if (fields.length === 0) return undefined;
      return {
        updateOne: { filter: { _id: keyOf(collection, write.key) }, update: { $inc: Object.fromEntries(fields) } },
      };
    }
    case 'remove':
      return { deleteOne: { filter: { _id: keyOf(collection, write.key) } } };
    case 'clear': {
      if (write.prefix.length > spec.key.length) throw new Error(`a prefix of "${name}" is longer than its key`);
      return { deleteMany: { filter: keyRange(spec, { equal: write.prefix.map((value) => scalar(name, value)) }) } };
    }
  }
}

function encodeMerge(
  collection: Collection,
  write: ProjectionWrite & { op: 'merge' },
): AnyBulkWriteOperation<StoredDocument> | undefined {
  const $set: Record<string, unknown> = {};
  const $unset: Record<string, ''> = {};
  for (const [field, value] of Object.entries(write.set)) {
    if (value === undefined) continue;
    if (value === null) $unset[pathOf(collection, field)] = '';
    else $set[pathOf(collection, field)] = toField(value);
  }
  const update = {
    ...(Object.keys($set).length > 0 ? { $set } : {}),
    ...(Object.keys($unset).length > 0 ? { $unset } : {}),
  };
  if (Object.keys(update).length === 0) return undefined;
  return { updateOne: { filter: { _id: keyOf(collection, write.key) }, update } };
}

/** The document as it is stored. Throws where its key is not complete. */
export function toStored({ name, spec }: Collection, doc: Document): StoredDocument {
  const _id: Record<string, Scalar> = {};
  for (const field of spec.key) {
    if (doc[field] === undefined) throw new Error(`a document of "${name}" lacks its key field "${field}"`);
    _id[field] = scalar(name, doc[field]);
  }
  const d: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(doc)) {
    if (value !== undefined && !spec.key.includes(field)) d[escapeName(field)] = toField(value);
  }
  return { _id, d };
}

/** The document as it was put. */
export function fromStored<T extends object>({ _id, d }: StoredDocument): T {
  const doc: Record<string, unknown> = { ..._id };
  for (const [field, value] of Object.entries(d)) {
    const shown = typeof value === 'object' && value !== null ? JSON.parse((value as { json: string }).json) : value;
    doc[unescapeName(field)] = shown;
  }
  return doc as T;
}

/** The whole key as `_id`. */
export function keyOf(
  { name, spec }: Pick<Collection, 'name' | 'spec'>,
  key: readonly Scalar[],
): Record<string, Scalar> {
  if (key.length !== spec.key.length) {
    throw new Error(`a key of "${name}" has ${spec.key.length} fields, not ${key.length}`);
  }
  return Object.fromEntries(spec.key.map((field, i) => [field, scalar(name, key[i])]));
}

/** Path of a field in a stored document. */
export function storedPath(spec: CollectionSpec, field: string): string {
  return spec.key.includes(field) ? `_id.${field}` : `d.${escapeName(field)}`;
}

function pathOf({ name, spec }: Collection, field: string): string {
  if (spec.key.includes(field)) throw new Error(`"${field}" is part of the key of "${name}" and never changes`);
  return storedPath(spec, field);
}

/** Numbers, strings and truth values lie as they are, for indexes and sums; whatever has a shape of its own is JSON. */
function toField(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return { json: JSON.stringify(value) };
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL ends a name in BSON.
const SPECIAL = /[%.$\u0000]/g;

/** Names of fields may hold what has a meaning in paths. An empty name becomes `%`, which no other does. */
function escapeName(name: string): string {
  if (name === '') return '%';
  return name.replace(SPECIAL, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function unescapeName(name: string): string {
  if (name === '%') return '';
  return name.replace(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function scalar(collection: string, value: unknown): Scalar {
  if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new Error(`a key or number of "${collection}" is neither text nor a finite number`);
}
