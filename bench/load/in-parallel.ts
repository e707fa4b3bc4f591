/** Does the work for each of them, so many at a time, and returns what came of it in the same order. Rejects with the first failure. */
export async function inParallel<T, Result>(
  all: readonly T[],
  atOnce: number,
  work: (one: T, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < all.length) {
      const index = next;
      next += 1;
      results[index] = await work(all[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
  return results;
}
