import type { ErrorCode } from '../../../kernel/errors/app-error.ts';
import type { BatchOutcome, Batch as GroupBatch } from '../group-commit.ts';
import type { CollectionSpec, Scalar } from '../projection.ts';

/**
 * What goes between the store and its writer thread. Requests are answered in the order they were sent. Everything that has a shape of the
 * services' own is JSON text already: copying strings and numbers to another thread is cheap, copying trees is not.
 */
export type Request =
  /** JSON of a `Batch`: a commit takes 3 µs to write and read as that, and 5 as the tree that it is. */
  | { op: 'batch'; batch: string }
  /** Creates empty collections for a rebuild of one projection, to be filled while the old ones serve. */
  | { op: 'createShadow'; build: string; projection: string }
  | { op: 'fillShadow'; build: string; writes: readonly EncodedWrite[] }
  /** Opens the write transaction in which the rest is filled and `swap` ends. Nobody writes meanwhile. */
  | { op: 'beginSwap' }
  | { op: 'swap'; build: string; projection: string }
  /** Ends a swap without it. */
  | { op: 'cancelSwap' }
  /** Removes a bounded part of what a rebuild has left behind; answers whether there is more. */
  | { op: 'discard'; build: string }
  /** Proves that a commit is possible; `write` by one that needs space. */
  | { op: 'probe'; write: boolean }
  | { op: 'close' };

export type Reply = { ok: true; value: unknown } | { ok: false; error: WireError };

/** An error as it crosses threads; `errcode` is SQLite's extended result code. */
export interface WireError {
  message: string;
  stack?: string;
  errcode?: number;
  /** Of an AppError. */
  code?: ErrorCode;
}

export type Batch = GroupBatch<EncodedCommit>;

export interface EncodedCommit {
  actor: string;
  commandId: string;
  command: string;
  digest: string | null;
  result: string;
  events: readonly EncodedEvent[];
  /** Ids of the events that must end these streams. */
  follows: readonly (readonly [stream: string, id: string])[];
  writes: readonly EncodedWrite[];
}

/** The columns of `events` after the position, in their order. */
export type EncodedEvent = readonly [
  stream: string,
  seq: number,
  type: string,
  version: number,
  id: string,
  atMs: number,
  actor: string,
  commandId: string,
  correlationId: string,
  data: string,
];

/** One statement: its kind and collection choose the text, together with how many fields it sets and takes away or how long the prefix is. */
export type EncodedWrite = readonly [
  kind: 'put' | 'merge' | 'add' | 'remove' | 'clear',
  collection: string,
  sets: number,
  removes: number,
  params: readonly Scalar[],
];

/** In the order of the batch's commits, with errors as they cross threads. */
export type EncodedOutcome = Exclude<BatchOutcome, { kind: 'failed' }> | { kind: 'failed'; error: WireError };

export interface ProjectionDefinition {
  name: string;
  version: number;
  collections: Readonly<Record<string, CollectionSpec>>;
}

export interface WorkerOptions {
  file: string;
  projections: readonly ProjectionDefinition[];
  maxPageCount: number | undefined;
}

/** First message of the worker. */
export type Opened = { ok: true; epoch: string; outdated: readonly string[] } | { ok: false; error: WireError };
