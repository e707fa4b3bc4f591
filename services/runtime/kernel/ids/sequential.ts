import type { Ids } from './port.ts';

/** Ids that count up, for tests that repeat a run to the letter. Two sources with the same `prefix` (up to 8 characters of `0-9a-v`) make the same ids. */
export function createSequentialIds(prefix = ''): Ids {
  let last = 0;
  return {
    next() {
      last += 1;
      return prefix + last.toString(32).padStart(20 - prefix.length, '0');
    },
  };
}
