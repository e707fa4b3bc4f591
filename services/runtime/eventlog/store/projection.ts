import type { NewEvent } from './event.ts';

/** What a key or an indexed field may hold. */
export type Scalar = string | number;
export type Document = Record<string, unknown>;

export interface CollectionSpec {
  /** Fields of the document that together identify it, in the order of the primary index. Every document has all of them. */
  key: readonly string[];
  /** Further indexes by name: the fields, in order. A document that lacks one of them is not found through that index. */
  indexes?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A change of one projection's collections. All of them are blind (they read nothing), so that a rebuild in any order of streams ends in
 * the identical state, and so that both engines can run them inside the transaction of the commit.
 */
export type ProjectionWrite =
  /** Inserts or replaces the whole document. */
  | { op: 'put'; in: string; doc: Document }
  /** Sets the given fields of an existing document; `null` takes a field away; nothing happens where there is no such document. Not for key fields. */
  | { op: 'merge'; in: string; key: readonly Scalar[]; set: Document }
  /** Adds to number fields of an existing document; an absent field counts as 0. */
  | { op: 'add'; in: string; key: readonly Scalar[]; by: Readonly<Record<string, number>> }
  | { op: 'remove'; in: string; key: readonly Scalar[] }
  /** Removes every document whose key begins with these values. */
  | { op: 'clear'; in: string; prefix: readonly Scalar[] };

/**
 * A read model written in the same commit as its events. Rules that every projection keeps: a document is written by the events of one stream
 * only; `project` is pure; a change of it raises `version`, and the store then rebuilds it from the log before it serves.
 */
export interface Projection {
  name: string;
  version: number;
  /** By collection name, unique in the store. */
  collections: Readonly<Record<string, CollectionSpec>>;
  /** The event is upcast. It has no position yet: that is given in the transaction these writes are part of. */
  project(event: NewEvent): readonly ProjectionWrite[];
}

export interface Find {
  /** `key` or the name of an index. */
  index: string;
  /** Values of the leading fields of the index, all equal. */
  equal: readonly Scalar[];
  /** Bounds on the field after those. `startsWith` is for strings. */
  greaterThan?: Scalar;
  lessThan?: Scalar;
  startsWith?: string;
  /** Orders by the fields of the index that follow `equal`, then by the key; numbers before strings, strings by code points. Absent: ascending. */
  order?: 'ascending' | 'descending';
  limit: number;
}

/** Reads what is committed: a command that was acknowledged is visible (read your writes). Documents are fresh copies. */
export interface ProjectionReader {
  /** How many reads to have under way at one time: 1 where they happen on the calling thread, and more only pile up. */
  readonly atOnce: number;
  get<T extends object>(collection: string, key: readonly Scalar[]): Promise<T | undefined>;
  /** Parallel to `keys`. */
  getMany<T extends object>(collection: string, keys: readonly (readonly Scalar[])[]): Promise<(T | undefined)[]>;
  find<T extends object>(collection: string, find: Find): Promise<T[]>;
  /** How many `find` would return, counting no further than its `limit`. */
  count(collection: string, find: Find): Promise<number>;
}
