import { mulberry32 } from '../mulberry32.ts';

/** Chances that repeat with their seed. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  number(): number;
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number;
  /** Does something happen that happens in this share of cases? */
  happens(share: number): boolean;
  one<Item>(items: readonly Item[]): Item;
  /** So many different ones, in an order of their own. */
  some<Item>(items: readonly Item[], count: number): Item[];
}

export function createChance(seed: number): Chance {
  const number = mulberry32(seed);
  const whole = (min: number, max: number) => min + Math.floor(number() * (max - min + 1));
  return {
    number,
    whole,
    happens: (share) => number() < share,
    one<Item>(items: readonly Item[]): Item {
      if (items.length === 0) throw new Error('there is nothing to choose from');
      return items[whole(0, items.length - 1)] as Item;
    },
    some(items, count) {
      const left = [...items];
      return Array.from({ length: Math.min(count, left.length) }, () =>
        left.splice(whole(0, left.length - 1), 1),
      ).flat();
    },
  };
}
