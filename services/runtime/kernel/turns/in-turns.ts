import { turns } from './turns.ts';

/** For whom long work is done, and how much of it is under way at one time: 1 for work on the calling thread. */
export interface InTurns {
  owner: string;
  atOnce: number;
}

/** Does the work for each of them, giving way to others in between, and returns what came of it in the same order. Rejects with the first failure. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  { owner, atOnce }: InTurns,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const at = next;
      next += 1;
      const later = turns.giveWay(owner);
      if (later) await later;
      results[at] = await work(items[at] as Item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
