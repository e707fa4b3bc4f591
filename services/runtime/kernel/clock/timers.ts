import { setTimeout as pause } from 'node:timers/promises';

/** A function that is to run at its time. */
export interface Timer {
  /** Keeps it from running, or from running again. May be called at any time and repeatedly. */
  cancel(): void;
}

export interface TimerOptions {
  /** Keeps the process alive until the timer has run or is cancelled. Default: false. */
  keepAlive?: boolean;
}

export interface SleepOptions extends TimerOptions {
  /** Makes the sleep reject at once with an AbortError. */
  signal?: AbortSignal;
}

/**
 * The ways to wait. Durations are milliseconds; less than one counts as one. Nothing runs before
 * the caller has returned.
 */
export interface Timers {
  /** Runs a function once, after `ms`. */
  after(ms: number, run: () => void, options?: TimerOptions): Timer;
  /** Runs a function every `ms`, the first time after `ms`. */
  every(ms: number, run: () => void, options?: TimerOptions): Timer;
  /** Resolves after `ms`. Rejects only when its signal is aborted. */
  sleep(ms: number, options?: SleepOptions): Promise<void>;
  /**
   * Runs a function in the next turn of the event loop, after the sockets were read. Functions run
   * in the order of the calls. The process stays alive until then.
   */
  soon(run: () => void): void;
}

class SystemTimer implements Timer {
  readonly #timeout: NodeJS.Timeout;

  constructor(timeout: NodeJS.Timeout, options: TimerOptions | undefined) {
    this.#timeout = timeout;
    if (!options?.keepAlive) timeout.unref();
  }

  /** Node's `clearTimeout` ends intervals too. */
  cancel(): void {
    clearTimeout(this.#timeout);
  }
}

/** The timers of Node. */
export const systemTimers: Timers = {
  after: (ms, run, options) => new SystemTimer(setTimeout(run, ms), options),
  every: (ms, run, options) => new SystemTimer(setInterval(run, ms), options),
  sleep: (ms, { keepAlive = false, signal } = {}) =>
    pause(ms, undefined, { ref: keepAlive, ...(signal && { signal }) }),
  soon: (run) => void setImmediate(run),
};
