import type { Random } from '../random.ts';

const FIRST_MS = 50;
const LONGEST_MS = 1_000;

/** Pauses between attempts: they double from 50 ms to 1 s, with jitter, as PROTOCOL.md asks of clients. */
export interface Pauses {
  /** Resolves after the next one, at least `atLeastMs` long. */
  next(atLeastMs?: number): Promise<void>;
  /** After a success. */
  reset(): void;
}

export function createPauses(random: Random): Pauses {
  let ms = FIRST_MS;
  return {
    async next(atLeastMs = 0) {
      await sleep(Math.max(atLeastMs, random.between(ms / 2, ms)));
      ms = Math.min(ms * 2, LONGEST_MS);
    },
    reset() {
      ms = FIRST_MS;
    },
  };
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
