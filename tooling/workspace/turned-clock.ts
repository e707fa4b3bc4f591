/** A clock that starts in the past and is turned forwards. Timeouts and leases go by the machine's own monotonic time. */
export interface TurnedClock {
  /** Milliseconds since 1970 in UTC. */
  now(): number;
  monotonic(): number;
  /** Turns it to this time, or leaves it where it is already later. Never beyond the machine's own time. */
  turnTo(atMs: number): void;
}

export function createTurnedClock(startMs: number): TurnedClock {
  let offset = startMs - Date.now();
  return {
    now: () => Date.now() + offset,
    monotonic: () => performance.now(),
    turnTo(atMs) {
      offset = Math.min(0, Math.max(offset, atMs - Date.now()));
    },
  };
}
