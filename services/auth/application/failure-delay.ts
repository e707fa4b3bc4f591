import type { Clock } from '@confab/runtime/kernel/clock/port';
import { AppError } from '@confab/runtime/kernel/errors/app-error';

/** What is remembered takes some 200 bytes a name: 20 MB at most. */
const MAX_NAMES = 100_000;
/** Attempts for one name that may wait in line. */
const MAX_WAITING = 128;

export interface FailureDelayOptions {
  clock: Clock;
  free: number;
  firstPauseMs: number;
  longestPauseMs: number;
  forgetAfterMs: number;
}

/**
 * Slows down guessing: after `free` failures in a row for one name the next attempt must wait,
 * twice as long with every further failure. Kept in memory only; a restart forgets.
 */
export interface FailureDelay {
  /**
   * Makes the attempt, unless the pause runs: then RATE_LIMITED with the time left. Attempts for
   * one name are made one after another, so that a burst cannot try many passwords before the first
   * of them has failed. An attempt fails by answering undefined; one that rejects counts neither
   * way.
   */
  attempt<T>(name: string, make: () => Promise<T | undefined>): Promise<T | undefined>;
}

interface Attempts {
  failures: number;
  lastAtMs: number;
  waiting: number;
  line: Promise<unknown>;
}

export function createFailureDelay(options: FailureDelayOptions): FailureDelay {
  const { clock, free, firstPauseMs, longestPauseMs, forgetAfterMs } = options;
  /** Least recently attempted first. */
  const records = new Map<string, Attempts>();

  const isOld = ({ lastAtMs }: Attempts) => clock.monotonic() - lastAtMs >= forgetAfterMs;

  const forgetOld = () => {
    for (const [name, record] of records) {
      if (records.size <= MAX_NAMES && !isOld(record)) return;
      if (record.waiting === 0) records.delete(name);
    }
  };

  const touch = (name: string): Attempts => {
    forgetOld();
    const fresh = { failures: 0, lastAtMs: clock.monotonic(), waiting: 0, line: Promise.resolve() };
    const record = records.get(name) ?? fresh;
    if (isOld(record)) record.failures = 0;
    records.delete(name);
    records.set(name, record);
    return record;
  };

  const pauseLeft = ({ failures, lastAtMs }: Attempts): number => {
    if (failures < free) return 0;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - free));
    return Math.max(0, lastAtMs + pauseMs - clock.monotonic());
  };

  const inTurn = async <T>(record: Attempts, make: () => Promise<T | undefined>): Promise<T | undefined> => {
    const leftMs = pauseLeft(record);
    if (leftMs > 0) throw tooMany(leftMs);
    const result = await make();
    record.failures = result === undefined ? record.failures + 1 : 0;
    record.lastAtMs = clock.monotonic();
    return result;
  };

  return {
    async attempt(name, make) {
      const record = touch(name);
      if (record.waiting >= MAX_WAITING) throw tooMany(firstPauseMs);
      record.waiting += 1;
      const turn = record.line.then(() => inTurn(record, make));
      record.line = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        record.waiting -= 1;
        if (record.waiting === 0 && record.failures === 0) records.delete(name);
      }
    },
  };
}

function tooMany(retryAfterMs: number): AppError {
  return new AppError('RATE_LIMITED', 'Too many failed attempts. Try again later.', {
    retryAfterMs: Math.ceil(retryAfterMs),
  });
}
