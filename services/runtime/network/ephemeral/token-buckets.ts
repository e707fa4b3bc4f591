import type { Clock } from '../../kernel/clock/port.ts';

/** Of each window; some 10 MB. Beyond it the bucket is forgotten that was idle longest, which only grants too much. */
const MOST_BUCKETS = 100_000;
/** Absorbs rounding, so that a caller who waits as long as told is granted. */
const EPSILON = 1e-6;

interface Bucket {
  tokens: number;
  updatedAt: number;
}

/** Token buckets in memory (https://en.wikipedia.org/wiki/Token_bucket). Those of a window that nobody touched for as long are full: forgotten. */
export interface TokenBuckets {
  /** As `Ephemeral.take`. */
  take(bucket: string, options: { capacity: number; windowMs: number; cost?: number }): number;
  /** How many are remembered. */
  readonly size: number;
}

export function createTokenBuckets(clock: Clock): TokenBuckets {
  /** By window, then by name; each in the order of last use, so that idle ones stand in front. */
  const windows = new Map<number, Map<string, Bucket>>();

  const forgetIdle = (buckets: Map<string, Bucket>, windowMs: number, now: number) => {
    for (const [name, { updatedAt }] of buckets) {
      if (buckets.size <= MOST_BUCKETS && now - updatedAt < windowMs) return;
      buckets.delete(name);
    }
  };

  return {
    take(name, { capacity, windowMs, cost = 1 }) {
      const now = clock.monotonic();
      const buckets = windows.get(windowMs) ?? new Map<string, Bucket>();
      windows.set(windowMs, buckets);
      forgetIdle(buckets, windowMs, now);

      const bucket = buckets.get(name) ?? { tokens: capacity, updatedAt: now };
      bucket.tokens = Math.min(capacity, bucket.tokens + ((now - bucket.updatedAt) * capacity) / windowMs);
      bucket.updatedAt = now;
      buckets.delete(name);
      buckets.set(name, bucket);

      const price = Math.min(cost, capacity);
      if (bucket.tokens + EPSILON >= price) {
        bucket.tokens = Math.max(0, bucket.tokens - price);
        return 0;
      }
      return Math.max(1, Math.ceil(((price - bucket.tokens) * windowMs) / capacity));
    },
    get size() {
      let size = 0;
      for (const buckets of windows.values()) size += buckets.size;
      return size;
    },
  };
}
