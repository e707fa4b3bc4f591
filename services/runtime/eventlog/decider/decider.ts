import type { DomainEvent } from '../store/event.ts';

/** The position of an event, and what else `evolve` may know besides its data. */
export interface EventPosition {
  stream: string;
  seq: number;
  atMs: number;
  actor: string;
}

/**
 * The decision state of one kind of stream. Pure functions only: no clock, no I/O, no randomness.
 *
 * `evolve` owns the state it is given: it may change it in place and return it. Nobody else keeps a
 * reference.
 */
export interface StreamKind<State, Event extends DomainEvent> {
  /** What the stream's name begins with, up to and including the dash: `room-`. */
  prefix: string;
  initialState(): State;
  evolve(state: State, event: Event, position: EventPosition): State;
  /** Version of each event type's data that this code writes; absent: 1. */
  versions?: Readonly<Record<string, number>>;
  /**
   * Keeps a snapshot every so many events, to fold from there. The state must survive JSON through
   * these two.
   */
  snapshot?: { every: number; version: number; toJson(state: State): unknown; fromJson(json: unknown): State };
  /**
   * For streams too long to fold: the state starts empty at the stream's head and the parts a
   * command needs are hydrated one by one (see `Hydration`). `trim` drops parts that are committed
   * up to `committedSeq` when the state has grown too large.
   */
  partial?: { trim(state: State, committedSeq: number): void };
}

/** A part of a partial state that a command needs, by a key of the service's own. */
export interface Hydration<State> {
  stream: string;
  key: string;
  isPresent(state: State): boolean;
  /**
   * Reads the part from projections. Called at most once at a time for each key, and only while no
   * uncommitted event concerns it.
   */
  load(): Promise<(state: State) => void>;
}

/**
 * A stream's state at the moment of a decision. `seq` is its head: the first event appended gets
 * `seq + 1`.
 */
export interface Held<State> {
  state: State;
  seq: number;
}

/** An event and the stream it goes to. */
export interface Addressed<Event extends DomainEvent = DomainEvent> {
  stream: string;
  event: Event;
}

/** The context of a decision: what it may know besides the state and the command. */
export interface Moment {
  /** The time of the command. */
  atMs: number;
}

/**
 * The outcome of a decision, `decide<Verb>(state, command, context)`. A decision is pure and throws
 * AppError to refuse.
 *
 * It takes the state of its stream; where it reads several streams, their states by name. It lists
 * the events of its stream; where it writes to several streams, its events are `Addressed`. The
 * result is what a repeat of the command gets too: it must survive JSON. Null: there is none.
 */
export interface Decision<Event, Result = null> {
  events: readonly Event[];
  result: Result;
}

/** The decision that nothing happens. */
export const UNCHANGED: Decision<never> = { events: [], result: null };

/** The decision with its events addressed to their stream, as the command runner takes it. */
export function addressed<Event extends DomainEvent, Result>(
  stream: string,
  { events, result }: Decision<Event, Result>,
): Decision<Addressed<Event>, Result> {
  return { events: events.map((event) => ({ stream, event })), result };
}
