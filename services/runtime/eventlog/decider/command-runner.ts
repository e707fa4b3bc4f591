import type { Logger } from 'pino';
import type { Clock } from '../../kernel/clock/port.ts';
import { AppError, isAppError } from '../../kernel/errors/app-error.ts';
import type { Ids } from '../../kernel/ids/port.ts';
import type { NewEvent } from '../store/event.ts';
import type { Commit, CommitOutcome, EventStore } from '../store/port.ts';
import type { CachedStream } from './cached-stream.ts';
import type { Addressed, Decision, Held } from './decider.ts';
import { isRepeat } from './digest.ts';
import type { AnyStreamKind, Command, CommandMeta, CommandRunner } from './port.ts';
import { createRecentCommands, idUsedTwice } from './recent-commands.ts';
import { createStreamCache } from './stream-cache.ts';
import { createTurns, type Turn } from './turns.ts';

const CACHED_STREAMS = 5_000;
const DECIDED_AGAIN = 5;
/** How often what was just loaded may be gone again before the command could be decided. */
const WARM_UPS = 50;

export interface CommandRunnerOptions {
  store: EventStore;
  kinds: readonly AnyStreamKind[];
  clock: Clock;
  ids: Ids;
  /** How many streams' states are kept; 5,000 unless told. */
  cacheSize?: number;
  log: Logger;
}

// biome-ignore lint/suspicious/noExplicitAny: the runner passes on what prepare and decide agree on.
type AnyCommand = Command<any, any>;
type AnyDecision = Decision<Addressed, unknown>;
type Outcome = CommitOutcome | { kind: 'unknown'; error: unknown };

/** `again`: what it rested on was not written, or is not how things are. */
type Attempted = { answer: unknown } | { again: Decided };

/** What deciding led to: a write under way, or nothing to write. */
interface Decided {
  /** Of what the decision rests on. */
  streams: readonly CachedStream[];
  answer: { result: unknown } | { refusal: AppError } | 'outdated';
  writing: Promise<Outcome> | undefined;
}

/**
 * A runner for one store; see the port for what it promises. In addition:
 *
 * - A refusal, and an answer without events, is given only once everything it rests on is on disk,
 *   and costs a read of each stream's head: if a write failed, or another process wrote to one of
 *   the streams, it is decided again. A write reads nothing: the store refuses a stale one.
 * - A command without events leaves nothing in the store: a repeat that comes when the runner has
 *   forgotten it is decided on what is then.
 * - Streams that a decision with events only reads are not guarded against another process's
 *   writes; nor is what `prepare` reads.
 * - `prepare` must not wait for another command of the same runner: when both are decided again,
 *   each might wait for the other.
 * - What is outdated is prepared in the turn of its command: of many that come at once each is
 *   prepared a second time, and no more.
 */
export function createCommandRunner(options: CommandRunnerOptions): CommandRunner {
  const { store, kinds, clock, ids, log } = options;
  const cache = createStreamCache({ store, kinds, size: options.cacheSize ?? CACHED_STREAMS, log });
  const recent = createRecentCommands();
  const turns = createTurns();

  /**
   * Everything from here to the return happens in one go: what is decided is handed over in that
   * order.
   */
  const decide = (command: AnyCommand, prepared: unknown, streams: readonly CachedStream[]): Decided => {
    const atMs = clock.now();
    const hold = <State>(name: string) => find(streams, name) as Held<State>;
    let decision: AnyDecision | 'outdated';
    try {
      decision = command.decide(prepared, { hold, atMs });
    } catch (error) {
      if (!isAppError(error)) throw error;
      return { streams, answer: { refusal: error }, writing: undefined };
    }
    if (decision === 'outdated') return { streams, answer: decision, writing: undefined };
    const { result } = decision;
    if (decision.events.length === 0) return { streams, answer: { result }, writing: undefined };
    const touched = streams.filter(({ name }) => decision.events.some(({ stream }) => stream === name));
    const follows = unwritten(streams);
    const events = evolve(decision, touched, command.meta, atMs);
    const { actor, commandId, command: kind, digest } = command.meta;
    const commit: Commit = { actor, commandId, command: kind, digest, result: result ?? null, events };
    const writing = handOver(follows ? { ...commit, follows } : commit, touched);
    return { streams, answer: { result }, writing };
  };

  /** Moves the states on and gives the events their places. */
  const evolve = (decision: AnyDecision, streams: readonly CachedStream[], meta: CommandMeta, atMs: number) => {
    const { actor, commandId, correlationId } = meta;
    const targets = decision.events.map(({ stream }) => find(streams, stream));
    const events: NewEvent[] = [];
    try {
      decision.events.forEach(({ stream: name, event: { type, data } }, i) => {
        const stream = targets[i] as CachedStream;
        const version = stream.kind.versions?.[type] ?? 1;
        const seq = stream.seq + 1;
        const id = ids.next();
        const event = { id, stream: name, seq, type, version, atMs, actor, commandId, correlationId, data };
        events.push(event);
        stream.state = stream.kind.evolve(stream.state, event, event);
        stream.seq = seq;
        stream.lastId = id;
      });
    } catch (error) {
      for (const stream of targets) cache.drop(stream);
      throw error;
    }
    return events;
  };

  /** Never rejects. Whoever learns of the outcome finds the cache in accord with it. */
  const handOver = (commit: Commit, streams: readonly CachedStream[]): Promise<Outcome> => {
    const seqs = streams.map(({ seq }) => seq);
    const write = async (): Promise<Outcome> => {
      let outcome: Outcome;
      try {
        outcome = await store.commit(commit);
      } catch (error) {
        outcome = { kind: 'unknown', error };
      }
      streams.forEach((stream, i) => {
        cache.settled(stream, outcome, seqs[i] as number);
      });
      return outcome;
    };
    for (const stream of streams) stream.inFlight += 1;
    const writing = write();
    for (const stream of streams) stream.latest = writing;
    return writing;
  };

  const prepareAndDecide = async (command: AnyCommand, turn: Turn | undefined): Promise<Decided> => {
    const prepared = await command.prepare();
    await turn?.ready;
    const asked = command.streams(prepared);
    const names = asked.length > 1 ? [...new Set(asked)] : asked;
    const hydrations = command.hydrate?.(prepared) ?? [];
    for (let warmUps = 0; warmUps < WARM_UPS; warmUps++) {
      const streams = cache.hot(names, hydrations);
      if (streams) return decide(command, prepared, streams);
      await cache.warm(names, hydrations);
    }
    throw new Error(`a part that ${command.meta.command} needs was not there after it was loaded`);
  };

  /**
   * The answer of this id where it was committed before; otherwise what `otherwise` answers or
   * throws.
   */
  const unlessCommitted = async (meta: CommandMeta, otherwise: () => unknown) => {
    const record = await store.findCommand(meta.actor, meta.commandId);
    if (!record) return otherwise();
    if (!isRepeat(record, meta)) throw idUsedTwice();
    return record.result;
  };

  const refuse = (meta: CommandMeta, refusal: AppError) =>
    unlessCommitted(meta, () => {
      throw refusal;
    });

  /**
   * Resolves when it is this one's turn to prepare on what all before it have written. What others
   * have written is loaded anew.
   */
  const settled = async ({ streams }: Decided, turn: Turn | undefined): Promise<void> => {
    await turn?.ready;
    await cache.areCurrent(cache.hot(namesOf(streams), []) ?? streams);
  };

  /** One attempt, after the `last` one. */
  const attempt = async (command: AnyCommand, last?: Decided, turn?: Turn): Promise<Attempted> => {
    let decided: Decided;
    try {
      if (last?.answer === 'outdated') await settled(last, turn);
      decided = await prepareAndDecide(command, turn);
    } catch (error) {
      if (!isAppError(error)) throw error;
      return { answer: await refuse(command.meta, error) };
    } finally {
      turn?.done();
    }
    const { answer, writing } = decided;
    if (answer === 'outdated') return { again: decided };
    if (!writing) {
      if (!cache.areKnownCurrent(decided.streams) && !(await cache.areCurrent(decided.streams)))
        return { again: decided };
      if ('refusal' in answer) return { answer: await refuse(command.meta, answer.refusal) };
      return { answer: await unlessCommitted(command.meta, () => answer.result) };
    }
    const outcome = await writing;
    if (outcome.kind === 'unknown') throw outcome.error;
    if (outcome.kind === 'conflict') return { again: decided };
    if (outcome.kind === 'committed') return { answer: 'result' in answer ? answer.result : undefined };
    if (!isRepeat(outcome.record, command.meta)) throw idUsedTwice();
    return { answer: outcome.record.result };
  };

  const execute = async (command: AnyCommand): Promise<unknown> => {
    let turn: Turn | undefined;
    let last: Decided | undefined;
    for (let again = 0; again <= DECIDED_AGAIN; again++) {
      const done = await attempt(command, last, turn);
      if ('answer' in done) return done.answer;
      last = done.again;
      turn = turns.join(namesOf(last.streams));
      log.debug({ ...logged(command.meta), again }, 'a command is decided again');
    }
    turn?.done();
    log.warn(logged(command.meta), 'a command met too many conflicts');
    throw new AppError('ABORTED', 'Others changed the same thing at the same time. Try again.');
  };

  return {
    run: <Prepared, Result>(command: Command<Prepared, Result>) =>
      recent.once(command.meta, () => execute(command)) as Promise<Result>,
    async peek<State>(name: string, { fresh = false }: { fresh?: boolean } = {}) {
      for (let warmUps = 0; warmUps < WARM_UPS; warmUps++) {
        const [stream] = cache.hot([name], []) ?? [];
        if (stream && (!fresh || (await cache.areCurrent([stream])))) {
          return { state: stream.state as State, seq: stream.seq };
        }
        await cache.warm([name], []);
      }
      throw new AppError('ABORTED', 'This is changing too fast to be read. Try again.');
    },
    glance<State>(name: string) {
      const streams = cache.hot([name], []);
      return streams && cache.areKnownCurrent(streams) ? (streams[0] as Held<State>) : undefined;
    },
  };
}

/** Without the digest: a short text could be guessed from it. */
function logged({ actor, commandId, correlationId, command }: CommandMeta) {
  return { actor, commandId, correlationId, command };
}

/**
 * The last event of each stream that has some not known to be on disk. Streams that are only read
 * count too: what was read there must come to be, or the commit must not.
 */
function unwritten(streams: readonly CachedStream[]): Record<string, string> | undefined {
  let follows: Record<string, string> | undefined;
  for (const { name, inFlight, lastId } of streams) {
    if (inFlight === 0) continue;
    follows ??= {};
    follows[name] = lastId;
  }
  return follows;
}

function namesOf(streams: readonly CachedStream[]): string[] {
  return streams.map(({ name }) => name);
}

function find(streams: readonly CachedStream[], name: string): CachedStream {
  const stream = streams.find((candidate) => candidate.name === name);
  if (!stream) throw new Error(`${name} is not among the command's streams`);
  return stream;
}
