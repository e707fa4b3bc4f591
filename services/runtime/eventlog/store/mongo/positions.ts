import { AppError } from '../../../kernel/errors/app-error.ts';
import type { StoreCollections } from './schema.ts';

/** Positions taken at once: most batches then need not ask. Those not used are never used. */
const BLOCK = 256;

/** Hands out places in the log, ascending for one writer. */
export interface Positions {
  /** The first of so many positions in a row, above `above`. */
  take(count: number, above: number): Promise<number>;
  /** What was taken from the counter and not used is given up: whoever changed the rules relies on it. */
  giveUp(): void;
}

export function createPositions(store: StoreCollections): Positions {
  let next = 1;
  let last = 0;

  const refill = async (count: number): Promise<void> => {
    const size = Math.max(count, BLOCK);
    const counter = await store.counter.findOneAndUpdate(
      { _id: 'position' },
      { $inc: { value: size } },
      { returnDocument: 'after', writeConcern: { w: 1 } },
    );
    if (!counter) throw new AppError('UNAVAILABLE', 'The database is not set up.');
    last = counter.value;
    next = last - size + 1;
  };

  return {
    async take(count, above) {
      if (next + count - 1 > last || next <= above) await refill(count);
      const first = next;
      next += count;
      return first;
    },
    giveUp() {
      next = 1;
      last = 0;
    },
  };
}
