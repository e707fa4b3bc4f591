import { time } from '../clock/time.ts';

/** Work of one owner within one turn of the event loop, after which the rest waits for the next. */
const SLICE_MS = 1;
/** Work of all owners together that goes on in one turn. */
const TURN_MS = 2;
/** Things that go on in one turn at the most. */
const MOST_STEPS = 16;

export interface TurnsOptions {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Calls back in the next turn, after input was looked at: `Timers.soon`. */
  afterInput(step: () => void): void;
}

/**
 * Slices long work, so that whoever asks for much does not make others wait: between two slices the event loop looks at its sockets.
 *
 * Work is done for an owner, a user's id. Whoever has done little in this turn of the event loop goes on at once, and short work never waits. Of those who
 * wait, owners take turns, and each owner's work goes on in the order in which it began to wait.
 */
export class Turns {
  readonly #options: TurnsOptions;
  /** Milliseconds of work in this turn, by owner. */
  readonly #used = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();
  /** Who works now, and since when. */
  #working: { owner: string; since: number } | undefined;
  #total = 0;
  #planned = 0;
  #isNewTurn = false;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** To be called before each step of long work. Undefined: go on at once; otherwise resolves in a later turn. */
  giveWay(owner: string): Promise<void> | undefined {
    if (this.#planned === 0) {
      this.#forget();
      this.#plan(1);
    }
    this.#charge();
    this.#working = { owner, since: this.#options.now() };
    const queue = this.#waiting.get(owner);
    if (queue) return new Promise((resolve) => queue.push(resolve));
    if ((this.#used.get(owner) ?? 0) < SLICE_MS) return undefined;
    return new Promise((resolve) => this.#waiting.set(owner, [resolve]));
  }

  /** Calls back once what was put off for the owner until now has gone on: at once where nothing was. */
  afterWaiting(owner: string, callback: () => void): void {
    const queue = this.#waiting.get(owner);
    if (queue) queue.push(callback);
    else callback();
  }

  /** Whether steps of the owner's were put off: another one would wait behind them. */
  isWaiting(owner: string): boolean {
    return this.#waiting.has(owner);
  }

  /** Steps that were put off. */
  get waiting(): number {
    let waiting = 0;
    for (const { length } of this.#waiting.values()) waiting += length;
    return waiting;
  }

  #plan(steps: number): void {
    this.#planned = steps;
    this.#isNewTurn = true;
    for (let step = 0; step < steps; step += 1) this.#options.afterInput(() => this.#step());
  }

  /** Steps that are planned together run in one turn, with what each sets off between them. */
  #step(): void {
    if (this.#isNewTurn) this.#forget();
    this.#isNewTurn = false;
    this.#planned -= 1;
    this.#charge();
    if (this.#total < TURN_MS) this.#release();
    if (this.#planned === 0 && this.#waiting.size > 0) this.#plan(Math.min(this.waiting, MOST_STEPS));
  }

  #release(): void {
    for (const [owner, queue] of this.#waiting) {
      if ((this.#used.get(owner) ?? 0) >= SLICE_MS) continue;
      this.#waiting.delete(owner);
      const resolve = queue.shift();
      if (queue.length > 0) this.#waiting.set(owner, queue);
      this.#working = { owner, since: this.#options.now() };
      resolve?.();
      return;
    }
  }

  /** What passed since the last look was the work of whoever was at it: nothing else runs in between, or hardly. */
  #charge(): void {
    if (!this.#working) return;
    const { owner, since } = this.#working;
    const ms = this.#options.now() - since;
    this.#used.set(owner, (this.#used.get(owner) ?? 0) + ms);
    this.#total += ms;
    this.#working = undefined;
  }

  #forget(): void {
    this.#used.clear();
    this.#total = 0;
    this.#working = undefined;
  }
}

/** Those of this process: there is one event loop for all that runs in it. */
export const turns = new Turns({ now: () => time.monotonic(), afterInput: (step) => time.soon(step) });
