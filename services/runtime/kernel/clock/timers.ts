import { setTimeout as pause } from 'node:timers/promises';

/** Something that is to run at its time. */
export interface Timer {
  /** It does not run (again). Does nothing where it has run for the last time, or was cancelled before. */
  cancel(): void;
}

export interface TimerOptions {
  /** The process lives on until the timer has run or is cancelled. Otherwise it may end before. */
  keepAlive?: boolean;
}

export interface SleepOptions extends TimerOptions {
  /** Aborted: the sleep rejects at once. */
  signal?: AbortSignal;
}

/** Waiting. Durations are milliseconds; less than one is one. Nothing runs before the caller has returned. */
export interface Timers {
  /** Runs it once, after so long. */
  after(ms: number, run: () => void, options?: TimerOptions): Timer;
  /** Runs it again and again, the first time after `ms`. */
  every(ms: number, run: () => void, options?: TimerOptions): Timer;
  /** Resolves after so long. Rejects only when its signal is aborted. */
  sleep(ms: number, options?: SleepOptions): Promise<void>;
  /** Runs it in the next turn of the event loop, once input was looked at, in the order of the calls. The process lives until then. */
  soon(run: () => void): void;
}

class SystemTimer implements Timer {
  readonly #timeout: NodeJS.Timeout;

  constructor(timeout: NodeJS.Timeout, options: TimerOptions | undefined) {
    this.#timeout = timeout;
    if (!options?.keepAlive) timeout.unref();
  }

  /** Node's function of this name ends timers of both kinds. */
  cancel(): void {
    clearTimeout(this.#timeout);
  }
}

/** Those of Node. */
export const systemTimers: Timers = {
  after: (ms, run, options) => new SystemTimer(setTimeout(run, ms), options),
  every: (ms, run, options) => new SystemTimer(setInterval(run, ms), options),
  sleep: (ms, { keepAlive = false, signal } = {}) =>
    pause(ms, undefined, { ref: keepAlive, ...(signal && { signal }) }),
  soon: (run) => void setImmediate(run),
};
