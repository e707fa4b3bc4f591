/**
 * Returns numbers from 0 to just below 1 that repeat with the seed: Mulberry32
 * (https://gist.github.com/tommyettinger/46a874533244883189143505d203312c), good enough to choose moments, faults and furniture.
 */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
