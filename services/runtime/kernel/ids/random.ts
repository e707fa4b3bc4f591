/** Returns a number from 0 up to, but not including, 1. All are equally likely, none is secret. */
export type Random = () => number;

/** The chance of this process, for spreading things out. A simulation may replace it. */
export let random: Random = () => Math.random();

/** Replaces the chance of this process. Returns a function that puts the former one back. */
export function replaceRandom(other: Random): () => void {
  const former = random;
  random = other;
  return () => {
    random = former;
  };
}
