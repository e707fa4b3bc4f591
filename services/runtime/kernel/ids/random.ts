/** A number from 0 up to 1, which it never is; all equally likely, none secret: for spreading things out. */
export type Random = () => number;

/** That of this process. */
export let random: Random = () => Math.random();

/** Puts another one in place, as a simulation does. Returns a function that puts the former one back. */
export function replaceRandom(other: Random): () => void {
  const former = random;
  random = other;
  return () => {
    random = former;
  };
}
