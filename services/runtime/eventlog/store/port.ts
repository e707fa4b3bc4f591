import type { NewEvent, StoredEvent } from './event.ts';
import type { ProjectionReader } from './projection.ts';

/** One command's whole effect. */
export interface Commit {
  /** The command: (actor, commandId) commits once for ever. */
  actor: string;
  commandId: string;
  /** Kind of command, kept with the result to refuse a key that is used again for something else. */
  command: string;
  /** Of what the command says, kept for the same reason. Absent: an id that no client has chosen. */
  digest?: string | undefined;
  /** What a repeat of the command is answered with; survives JSON. */
  result: unknown;
  /** In the order of each stream's seq. May be empty: then only the result is kept. */
  events: readonly NewEvent[];
  /**
   * By stream: id of the event that the commit's first one there was decided on, where that event may not be on disk yet. If something else
   * lies in its place, the commit conflicts: its seq would fit, but what it was built on was never written. Absent: seq alone decides.
   */
  follows?: Readonly<Record<string, string>>;
}

export interface CommandRecord {
  command: string;
  /** Absent where none was kept. */
  digest?: string;
  result: unknown;
}

export type CommitOutcome =
  | { kind: 'committed'; events: readonly StoredEvent[] }
  /** The command was committed before, here or on another replica; nothing was written now. */
  | { kind: 'duplicate'; record: CommandRecord }
  /** A stream is not where the commit expected it (its first seq is not the head plus one); nothing was written. */
  | { kind: 'conflict'; stream: string };

/** Sees what all processes commit. The methods must not throw and return at once. */
export interface Follower {
  events(events: readonly StoredEvent[]): void;
  missed(): void;
}

/** The rest of a log whose writer is gone, claimed for one consumer. */
export interface AdoptedLog {
  /** Events after the consumer's place, ascending, at most `limit`; upcast. Empty: all are handled. */
  read(limit: number): Promise<StoredEvent[]>;
  /** The consumer has handled all up to this position. Throws ABORTED where the claim was lost. */
  handled(position: number): Promise<void>;
  /** Gives the claim up. What was not handled is for the next who asks. */
  close(): Promise<void>;
}

/**
 * The event log and its projections, one store per service, which several processes may have open.
 *
 * Guarantees: `commit` is atomic over all its streams, its projection writes and its command record; once it resolves with `committed` it is
 * on disk. Commits handed over while one is being written go into the next write together (group commit), in order, so that a commit may
 * build on one that has not resolved yet: if the first fails, the second conflicts. Rejects with UNAVAILABLE where the disk or the server
 * refuses; the outcome is then unknown until `findCommand` tells.
 */
export interface EventStore {
  commit(commit: Commit): Promise<CommitOutcome>;
  /** What was committed under this command id, if anything was. */
  findCommand(actor: string, commandId: string): Promise<CommandRecord | undefined>;
  /** Events of one stream with seq > after, ascending, at most `limit`; upcast to the current version. */
  readStream(stream: string, options: { after: number; limit: number }): Promise<StoredEvent[]>;
  /** Seq of the last event; 0 where there is none. */
  head(stream: string): Promise<number>;
  /** All events with position > after, ascending, at most `limit`; upcast. Contains every event committed before the call. */
  readAll(options: { after: number; limit: number }): Promise<StoredEvent[]>;
  /** Names of streams in ascending order after the given one, at most `limit`. */
  listStreams(options: { after: string; limit: number }): Promise<string[]>;
  /**
   * Events that this process is answerable for, with position > after, ascending, at most `limit`; upcast. Where only one process writes to a
   * store at a time, that is the whole log; else what this process has committed.
   */
  readOwn(options: { after: number; limit: number }): Promise<StoredEvent[]>;
  /**
   * What a process that is gone has committed and the consumer has not handled, if there is any; nobody else gets it meanwhile. Undefined where
   * only one process writes to a store at a time.
   */
  adopt(consumer: string): Promise<AdoptedLog | undefined>;
  readonly projections: ProjectionReader;
  /** Nobody else commits while this store is open: what this process has seen committed is all there is. */
  readonly isSoleWriter: boolean;
  /** Changes when the data was restored from a backup, so that cursors made since are known to be void. */
  readonly epoch: string;
  /**
   * Calls back with every batch this process commits, in the order of position, before the commits resolve. The events are those
   * handed in; nothing is read.
   */
  onCommitted(listener: (events: readonly StoredEvent[]) => void): () => void;
  /**
   * Calls back with every event that anybody commits after this has resolved, this process included, each stream in its order, within moments
   * of the commit. At least once. `missed`: some may have been left out; read anew what rests on them.
   */
  follow(follower: Follower): Promise<() => void>;
  /** Position up to which the named consumer has handled what `readOwn` reads; 0 at first. */
  checkpoint(consumer: string): Promise<number>;
  /** Saved with one of the next writes, within a second. A crash may lose it: consumers see events at least once. */
  saveCheckpoint(consumer: string, position: number): void;
  /** Latest snapshot of a stream's decision state, if there is one of this version. */
  readSnapshot(stream: string, version: number): Promise<{ seq: number; state: unknown } | undefined>;
  /** Keeps a snapshot, without waiting and without a promise to: it only saves time. */
  saveSnapshot(stream: string, snapshot: { seq: number; version: number; state: unknown }): void;
  /** Throws the projection away and rebuilds it from the log while the old one serves; then swaps in one step. */
  rebuild(projection: string): Promise<{ events: number }>;
  /** Every stream contiguous, every projection equal to its replay; one line for each violation found. */
  verify(): Promise<string[]>;
  /** Resolves while the store can commit; rejects with UNAVAILABLE. */
  ping(): Promise<void>;
  /** Waits for what is in flight, then lets go of files and connections. */
  close(): Promise<void>;
}
