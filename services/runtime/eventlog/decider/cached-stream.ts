import type { Held } from './decider.ts';
import type { AnyStreamKind } from './port.ts';

/** How the write of a command ended. `unknown`: the store cannot say. */
export type Settled = { kind: 'committed' | 'duplicate' | 'conflict' | 'unknown' };

/** The decision state of one stream, with everything decided so far, written or not. */
export interface CachedStream extends Held<unknown> {
  readonly name: string;
  readonly kind: AnyStreamKind;
  /** Up to which seq the stream is known to be on disk. */
  committedSeq: number;
  /** Id of the last event that was decided here. */
  lastId: string;
  snapshotSeq: number;
  /** Commits handed to the store that have not settled. */
  inFlight: number;
  /** The latest of them. If it is committed, so are all before it. */
  latest: Promise<Settled> | undefined;
  /** Something it was built on was not written: nothing is decided on it any more. */
  dropped: boolean;
  onDrained: (() => void) | undefined;
  /** Since it was last looked at for eviction. */
  used: boolean;
  loading: Promise<void> | undefined;
  readonly hydrating: Map<string, Promise<void>>;
}

/** A stream of which nothing is known yet. */
export function emptyStream(name: string, kind: AnyStreamKind): CachedStream {
  return {
    name,
    kind,
    state: undefined,
    seq: 0,
    committedSeq: 0,
    lastId: '',
    snapshotSeq: 0,
    inFlight: 0,
    latest: undefined,
    dropped: false,
    onDrained: undefined,
    used: true,
    loading: undefined,
    hydrating: new Map(),
  };
}
