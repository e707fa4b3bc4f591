import type { DomainEvent } from '../store/event.ts';

/** Where and when an event lies; what `evolve` may know besides the event. */
export interface EventPlace {
  stream: string;
  seq: number;
  atMs: number;
  actor: string;
}

/**
 * The decision state of one kind of stream. Pure functions only: no clock, no I/O, no randomness.
 *
 * `evolve` owns the state it is given: it may change it in place and return it. Nobody else keeps a reference.
 */
export interface StreamKind<State, Event extends DomainEvent> {
  /** What the stream's name begins with, up to and including the dash: `room-`. */
  prefix: string;
  initialState(): State;
  evolve(state: State, event: Event, place: EventPlace): State;
  /** Version of each event type's data that this code writes; absent: 1. */
  versions?: Readonly<Record<string, number>>;
  /** Keeps a snapshot every so many events, to fold from there. The state must survive JSON through these two. */
  snapshot?: { every: number; version: number; toJson(state: State): unknown; fromJson(json: unknown): State };
  /**
   * For streams too long to fold: the state starts empty at the stream's head and the parts a command needs are hydrated one by one
   * (see `Hydration`). `trim` drops parts that are committed up to `committedSeq` when the state has grown too large.
   */
  partial?: { trim(state: State, committedSeq: number): void };
}

/** A part of a partial state that a command needs, by a key of the service's own. */
export interface Hydration<State> {
  stream: string;
  key: string;
  isPresent(state: State): boolean;
  /** Reads the part from projections. Called at most once at a time for each key, and only while no uncommitted event concerns it. */
  load(): Promise<(state: State) => void>;
}
