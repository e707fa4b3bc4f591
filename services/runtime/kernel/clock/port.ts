/** The time, passed in wherever it matters, so that tests own it. */
export interface Clock {
  /** Milliseconds since 1970 in UTC. Wall clock: may jump. For what people read. */
  now(): number;
  /** Milliseconds from an arbitrary start. Never jumps back. For leases and timeouts. */
  monotonic(): number;
}

/** The machine's own clocks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
