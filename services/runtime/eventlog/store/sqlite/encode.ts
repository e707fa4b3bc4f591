import type { Collection } from '../collections.ts';
import { createWriteEncoder, type Encoder as EncoderOf, toJson } from '../encode.ts';
import type { Document, Projection, ProjectionWrite, Scalar } from '../projection.ts';
import type { Upcaster } from '../upcast.ts';
import type { EncodedCommit, EncodedWrite } from './protocol.ts';

const NOTHING: readonly [] = [];

export type Encoder = EncoderOf<EncodedCommit, EncodedWrite>;

/** Turns commits and projection writes into what the writer thread runs. */
export function createEncoder(options: {
  projections: readonly Projection[];
  collections: ReadonlyMap<string, Collection>;
  upcast: Upcaster;
}): Encoder {
  const { projections, collections, upcast } = options;
  const writes = createWriteEncoder(collections, encodeWrite);

  return {
    writes,
    commit(commit) {
      const encoded: EncodedWrite[] = [];
      for (const event of commit.events) {
        const current = upcast(event);
        for (const projection of projections) {
          for (const write of writes(projection, current)) encoded.push(write);
        }
      }
      return {
        actor: commit.actor,
        commandId: commit.commandId,
        command: commit.command,
        digest: commit.digest ?? null,
        result: toJson(commit.result),
        events: commit.events.map((event) => [
          event.stream,
          event.seq,
          event.type,
          event.version,
          event.id,
          event.atMs,
          event.actor,
          event.commandId,
          event.correlationId,
          JSON.stringify(event.data),
        ]),
        follows: commit.follows ? Object.entries(commit.follows) : NOTHING,
        writes: encoded,
      };
    },
  };
}

/** About how many characters go to the writer thread. */
export function sizeOf({ events, writes }: EncodedCommit): number {
  let size = 0;
  for (const event of events) size += event[9].length;
  for (const [, , , , params] of writes) {
    for (const param of params) size += typeof param === 'string' ? param.length : 8;
  }
  return size;
}

function encodeWrite(collection: Collection, write: ProjectionWrite): EncodedWrite | undefined {
  const { name, spec } = collection;
  switch (write.op) {
    case 'put':
      return [
        'put',
        name,
        0,
        0,
        [...spec.key.map((field) => keyOf(name, field, write.doc)), JSON.stringify(write.doc)],
      ];
    case 'merge':
      return encodeMerge(collection, write);
    case 'add': {
      const params = Object.entries(write.by).flatMap(([field, by]) => [pathOf(collection, field), scalar(name, by)]);
      return params.length === 0
        ? undefined
        : ['add', name, params.length / 2, 0, [...params, ...wholeKey(collection, write.key)]];
    }
    case 'remove':
      return ['remove', name, 0, 0, wholeKey(collection, write.key)];
    case 'clear':
      if (write.prefix.length > spec.key.length) throw new Error(`a prefix of "${name}" is longer than its key`);
      return ['clear', name, write.prefix.length, 0, write.prefix.map((value) => scalar(name, value))];
  }
}

function encodeMerge(collection: Collection, write: ProjectionWrite & { op: 'merge' }): EncodedWrite | undefined {
  const fields = Object.entries(write.set).filter(([, value]) => value !== undefined);
  const sets = fields.filter(([, value]) => value !== null);
  const removes = fields.filter(([, value]) => value === null);
  if (fields.length === 0) return undefined;
  const params = [
    ...sets.flatMap(([field, value]) => [pathOf(collection, field), toJson(value)]),
    ...removes.map(([field]) => pathOf(collection, field)),
    ...wholeKey(collection, write.key),
  ];
  return ['merge', collection.name, sets.length, removes.length, params];
}

/** SQLite's path of a top-level field, https://www.sqlite.org/json1.html#path_arguments: a quoted label has no escapes. */
function pathOf({ name, spec }: Collection, field: string): string {
  if (spec.key.includes(field)) throw new Error(`"${field}" is part of the key of "${name}" and never changes`);
  if (field.includes('"') || field.includes('\\')) throw new Error(`"${name}" cannot have a field called ${field}`);
  return `$."${field}"`;
}

function wholeKey({ name, spec }: Collection, key: readonly Scalar[]): Scalar[] {
  if (key.length !== spec.key.length)
    throw new Error(`a key of "${name}" has ${spec.key.length} fields, not ${key.length}`);
  return key.map((value) => scalar(name, value));
}

function keyOf(collection: string, field: string, doc: Document): Scalar {
  const value = doc[field];
  if (value === undefined) throw new Error(`a document of "${collection}" lacks its key field "${field}"`);
  return scalar(collection, value);
}

function scalar(collection: string, value: unknown): Scalar {
  if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new Error(`a key or number of "${collection}" is neither text nor a finite number`);
}
