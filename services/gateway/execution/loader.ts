import { AppError } from '@confab/runtime/errors/app-error';
import DataLoader from 'dataloader';

/** Most keys that one request to a service carries. */
const MAX_BATCH = 200;

/** Batches and remembers for one request. `fetch` returns what it found, by key; the rest is `undefined`. */
export function createLoader<Value>(
  fetch: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): DataLoader<string, Value | undefined> {
  return new DataLoader(
    async (keys) => {
      const found = await fetch(keys);
      return keys.map((key) => found.get(key));
    },
    { maxBatchSize: MAX_BATCH },
  );
}

/** For what must exist because something stored refers to it. */
export function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new AppError('NOT_FOUND', `This ${what} is not there any more.`);
  return value;
}
