import type { Clock } from './port.ts';
import type { Timer, Timers } from './timers.ts';

/** A clock that stands still until it is moved, and the timers that run by it. */
export interface ManualClock extends Clock, Timers {
  /**
   * Moves both times on by so many milliseconds. Each timer that is due by then runs before this
   * returns, in order, and sees the clock at its own time. Code that awaits a sleep continues
   * afterwards, and sees the clock at the end.
   */
  advance(ms: number): void;
}

interface Planned {
  atMs: number;
  run(): void;
  everyMs?: number;
}

export function createManualClock(startMs = Date.UTC(2026, 0, 1)): ManualClock {
  let elapsed = 0;
  /** The timers that have not run yet, in the order in which they were set. */
  const planned = new Set<Planned>();

  const plan = (one: Planned): Timer => {
    planned.add(one);
    return { cancel: () => void planned.delete(one) };
  };
  const after = (ms: number, run: () => void) => plan({ atMs: elapsed + Math.max(1, ms), run });

  const firstUntil = (endMs: number): Planned | undefined => {
    let first: Planned | undefined;
    for (const one of planned) {
      if (one.atMs <= endMs && (!first || one.atMs < first.atMs)) first = one;
    }
    return first;
  };

  const run = (one: Planned): void => {
    planned.delete(one);
    elapsed = Math.max(elapsed, one.atMs);
    if (one.everyMs !== undefined) {
      one.atMs += one.everyMs;
      planned.add(one);
    }
    one.run();
  };

  return {
    now: () => startMs + elapsed,
    monotonic: () => elapsed,
    after,
    every(ms, run) {
      const everyMs = Math.max(1, ms);
      return plan({ atMs: elapsed + everyMs, run, everyMs });
    },
    sleep: (ms, { signal } = {}) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => {
          timer.cancel();
          reject(signal?.reason);
        };
        const timer = after(ms, () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        });
        signal?.addEventListener('abort', abort, { once: true });
      }),
    soon: (run) => void plan({ atMs: elapsed, run }),
    advance(ms) {
      const end = elapsed + ms;
      for (let next = firstUntil(end); next; next = firstUntil(end)) run(next);
      elapsed = Math.max(elapsed, end);
    },
  };
}
