/** Collects durations between `start` and `stop`. */
export interface Percentiles {
  start(): void;
  stop(): void;
  /** Ignored while it is not collecting. */
  add(ms: number): void;
  /** The duration that this share of all are not above; NaN where there are none. After `stop`. */
  at(share: number): number;
}

export function createPercentiles(): Percentiles {
  const collected: number[] = [];
  let collecting = false;
  return {
    start() {
      collecting = true;
    },
    stop() {
      collecting = false;
      collected.sort((a, b) => a - b);
    },
    add(ms) {
      if (collecting) collected.push(ms);
    },
    at: (share) => collected[Math.floor(collected.length * share)] ?? Number.NaN,
  };
}
