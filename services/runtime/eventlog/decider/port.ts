import type { Addressed, Decision, Held, Hydration, Moment, StreamKind } from './decider.ts';

/** Who asks for what, under which id. */
export interface CommandMeta {
  actor: string;
  /** Unique per actor. The author's own idempotency key where there is one. */
  commandId: string;
  correlationId: string;
  /** Kind of command, such as `PostMessage`. */
  command: string;
  /**
   * What it says, by `digestOf`, where the id is the author's own: the id stands for that alone.
   * Absent where the id was made for this command.
   */
  digest?: string | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: a set of kinds of different states; each is checked where it is made.
export type AnyStreamKind = StreamKind<any, any>;

export interface Command<Prepared, Result> {
  meta: CommandMeta;
  /**
   * Checks and lookups elsewhere (rights, names), before anything is decided. May throw AppError.
   * Runs again when the command is decided anew.
   */
  prepare(): Promise<Prepared>;
  /** The streams the decision reads or writes. */
  streams(prepared: Prepared): readonly string[];
  hydrate?(prepared: Prepared): readonly Hydration<never>[];
  /**
   * Calls the decision with the states of the streams. Pure and synchronous. `outdated`: what was
   * prepared does not fit the states any more. It is prepared again once all that was decided on
   * these streams is on disk.
   */
  decide(prepared: Prepared, context: DecideContext): Decision<Addressed, Result> | 'outdated';
}

/** What a command is decided on. */
export interface DecideContext extends Moment {
  /** The state of a stream that the command names by `streams`. */
  hold<State>(stream: string): Held<State>;
}

/**
 * Runs commands against the event store.
 *
 * - States of hot streams stay in a bounded cache; a command on a hot stream reads nothing.
 * - The next command of a stream is decided on the events of the one before it while that is still
 *   being written (pipelining). If that write fails, the cached states of its streams are dropped
 *   and what was built on them is decided again.
 * - Conflicts (another writer was there first) are decided again up to 5 times, then fail with
 *   ABORTED. So are decisions on something outdated, and refusals and answers without events that
 *   rested on what another writer had changed.
 * - A command id that was committed before, here or elsewhere, at any time, gets its first result,
 *   even when the command would be refused now. The same id with another `command` or another
 *   `digest` is refused with CONFLICT; where one of the two has no digest, the command decides.
 * - Resolves after the commit is on disk. UNAVAILABLE means that the outcome is unknown; repeat
 *   with the same command id.
 */
export interface CommandRunner {
  run<Prepared, Result>(command: Command<Prepared, Result>): Promise<Result>;
  /**
   * The state of a stream for a read: committed or about to be. Do not change it. It may lack what
   * another process wrote; `fresh` contains everything that anybody committed before the call, at
   * the cost of a read.
   */
  peek<State>(stream: string, options?: { fresh?: boolean }): Promise<Held<State>>;
  /**
   * What `peek` with `fresh` would give, where that is known without a read and without waiting for
   * anything; else undefined. Do not change it.
   */
  glance<State>(stream: string): Held<State> | undefined;
}
