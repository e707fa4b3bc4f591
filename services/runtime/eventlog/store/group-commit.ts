import { time } from '../../kernel/clock/time.ts';
import type { Timer } from '../../kernel/clock/timers.ts';
import { createCommitSiblings } from './commit-siblings.ts';
import type { NewEvent, StoredEvent } from './event.ts';
import type { CommitOutcome } from './port.ts';
import type { Extras, Sidecar } from './sidecar.ts';

/** Commits that go to the engine together, in order, each in the driver's own encoding. */
export interface Batch<Encoded> extends Extras {
  commits: readonly Encoded[];
}

/** In the order of the batch's commits; results are JSON. `failed`: a mistake of the program, for this commit alone. */
export type BatchOutcome =
  | { kind: 'committed'; firstPosition: number }
  | { kind: 'duplicate'; command: string; digest?: string; result: string }
  | { kind: 'conflict'; stream: string }
  | { kind: 'failed'; error: unknown };

/** Bounds of one transaction: it delays everybody in it until all of it is on disk. */
const MAX_COMMITS = 1_000;
const MAX_CHARACTERS = 4_000_000;

/** Collects what is handed over while a batch is being written and sends it together. */
export interface GroupCommit<Encoded> {
  commit(encoded: Encoded, events: readonly NewEvent[]): Promise<CommitOutcome>;
  onCommitted(listener: (events: readonly StoredEvent[]) => void): () => void;
  /** Sends a batch as soon as possible even if nobody commits. */
  flush(): void;
  /** Waits for the batch in flight and sends no other before `release` is called. */
  hold(): Promise<() => void>;
  /** Whether the last batch failed as a whole. */
  readonly isFailing: boolean;
  /** Resolves when nothing is queued or in flight. */
  drained(): Promise<void>;
}

/** Who waits for a commit, apart from what is written: that is garbage as soon as it was sent, and would live as long as the write if it hung here. */
interface Waiter {
  events: readonly NewEvent[];
  resolve(outcome: CommitOutcome): void;
  reject(error: unknown): void;
}

interface Pending<Encoded> {
  encoded: Encoded;
  waiter: Waiter;
}

/** A batch under way. */
interface Sent {
  waiters: readonly Waiter[];
  extras: Extras;
}

export interface GroupCommitOptions<Encoded> {
  /** Rejects where the whole batch has failed. */
  send(batch: Batch<Encoded>): Promise<readonly BatchOutcome[]>;
  /** About how many characters a commit is long. */
  sizeOf(encoded: Encoded): number;
  sidecar: Sidecar;
  /**
   * How long a batch may wait for those who had commits in the last one, in milliseconds. 0: the next batch goes out before anybody hears of the
   * last, so that a store on another machine never rests.
   */
  patienceMs: number;
  /** Batches fail from now on; called once until one succeeds again. */
  onFailing(error: unknown): void;
  /** A listener has thrown. */
  onListenerError(error: unknown): void;
}

export function createGroupCommit<Encoded>(options: GroupCommitOptions<Encoded>): GroupCommit<Encoded> {
  const { send, sizeOf, sidecar, patienceMs, onFailing, onListenerError } = options;
  const siblings = createCommitSiblings();
  const listeners = new Set<(events: readonly StoredEvent[]) => void>();
  const queue: Pending<Encoded>[] = [];
  let inFlight: Promise<void> | undefined;
  let scheduled = false;
  let delay: Timer | undefined;
  let isFailing = false;
  let held: Promise<void> | undefined;

  /** After the sockets that are readable now were read: what they bring together is committed together. */
  function schedule(): void {
    if (scheduled || inFlight || held) return;
    scheduled = true;
    time.soon(() => {
      if (patienceMs === 0 || siblings.areComplete(queue.length)) start();
      else delay = time.after(patienceMs, start, { keepAlive: true });
    });
  }

  function start(): void {
    delay = undefined;
    scheduled = false;
    next();
  }

  /** The last who was waited for is here. */
  function waitNoLonger(): void {
    if (!delay || !siblings.areComplete(queue.length)) return;
    delay.cancel();
    delay = undefined;
    time.soon(start);
  }

  function next(): void {
    if (inFlight || held || (queue.length === 0 && sidecar.isEmpty)) return;
    const batch = takeBatch();
    const extras = sidecar.take();
    const sent = send({ commits: batch.map(({ encoded }) => encoded), ...extras });
    const waiters = batch.map(({ waiter }) => waiter);
    inFlight = finish(sent, { waiters, extras });
  }

  function takeBatch(): Pending<Encoded>[] {
    let characters = 0;
    let count = 0;
    for (const { encoded } of queue) {
      if (count > 0 && (count >= MAX_COMMITS || characters >= MAX_CHARACTERS)) break;
      characters += sizeOf(encoded);
      count += 1;
    }
    return queue.splice(0, count);
  }

  async function finish(sent: Promise<readonly BatchOutcome[]>, { waiters, extras }: Sent): Promise<void> {
    try {
      const outcomes = await sent;
      isFailing = false;
      sidecar.written();
      siblings.settled({ batch: waiters.length, waiting: queue.length });
      if (patienceMs === 0) proceed();
      settle(waiters, outcomes);
      if (patienceMs > 0) proceed();
    } catch (error) {
      if (!isFailing) onFailing(error);
      isFailing = true;
      sidecar.giveBack(extras);
      proceed();
      for (const { reject } of waiters) reject(error);
    }
  }

  function proceed(): void {
    inFlight = undefined;
    if (queue.length === 0) return;
    if (patienceMs === 0) next();
    else schedule();
  }

  function settle(waiters: readonly Waiter[], outcomes: readonly BatchOutcome[]): void {
    const events: StoredEvent[] = [];
    const settled = waiters.map((one, i) => {
      const outcome = outcomes[i];
      if (outcome?.kind !== 'committed') return { one, outcome };
      const stored = one.events.map((event, k) => ({ ...event, position: outcome.firstPosition + k }));
      for (const event of stored) events.push(event);
      return { one, outcome, stored };
    });
    if (events.length > 0) tell(events);
    for (const { one, outcome, stored } of settled) {
      if (stored) one.resolve({ kind: 'committed', events: stored });
      else if (outcome?.kind === 'duplicate') {
        const { kind, result, ...record } = outcome;
        one.resolve({ kind, record: { ...record, result: JSON.parse(result) } });
      } else if (outcome?.kind === 'conflict') one.resolve({ kind: 'conflict', stream: outcome.stream });
      else one.reject(outcome?.kind === 'failed' ? outcome.error : new Error('a commit got no outcome'));
    }
  }

  function tell(events: readonly StoredEvent[]): void {
    for (const listener of [...listeners]) {
      try {
        listener(events);
      } catch (error) {
        onListenerError(error);
      }
    }
  }

  return {
    get isFailing() {
      return isFailing;
    },
    commit(encoded, events) {
      return new Promise((resolve, reject) => {
        queue.push({ encoded, waiter: { events, resolve, reject } });
        schedule();
        waitNoLonger();
      });
    },
    onCommitted(listener) {
      const own = (events: readonly StoredEvent[]) => listener(events);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    flush: schedule,
    async hold() {
      while (held) await held;
      let release = () => {};
      held = new Promise((resolve) => {
        release = () => {
          held = undefined;
          resolve();
          schedule();
        };
      });
      await inFlight;
      return release;
    },
    async drained() {
      while (scheduled || inFlight || held || queue.length > 0) {
        await (inFlight ?? held);
        schedule();
        await new Promise<void>((resolve) => time.soon(resolve));
      }
    },
  };
}
