import type { Clock } from './port.ts';

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  /** Moves both times on by so many milliseconds. */
  advance(ms: number): void;
}

export function createManualClock(startMs = Date.UTC(2026, 0, 1)): ManualClock {
  let elapsed = 0;
  return {
    now: () => startMs + elapsed,
    monotonic: () => elapsed,
    advance(ms) {
      elapsed += ms;
    },
  };
}
