import type { Clock } from '@confab/runtime/kernel/clock/port';

/** The machine's clock, whose wall time a test turns on. What is timed by the monotonic one, such as leases, notices nothing. */
export interface TurnedClock extends Clock {
  turn(ms: number): void;
}

export function turnedClock(): TurnedClock {
  let turned = 0;
  return {
    now: () => Date.now() + turned,
    monotonic: () => performance.now(),
    turn(ms) {
      turned += ms;
    },
  };
}
