import type { Waits } from './bystander.ts';
import type { Vitals } from './target.ts';

/** A slice of the bystander's time. */
export interface Slice {
  waits: Waits;
  vitals: Vitals;
}

/** How many times as long the bystander may wait, and the event loop be late. */
const MOST_TIMES = 10;
/** On top of it: what a busy machine adds by itself. What is to be found takes seconds. */
const FLOORS_MS = { half: 300, 'nine in ten': 1_000 };
const SHARES = { half: 0.5, 'nine in ten': 0.9 };
const MB = 1024 * 1024;

/** What somebody had to wait for, and how long. */
type Waiting = ReadonlyMap<string, number>;

/**
 * Why the attack is not to be borne; undefined if it is. Slices without an attack and with one came
 * one after the other, several of each. The best one under attack counts, and the worst one without:
 * what others do on this machine hits one of them, and what an attack does hits each.
 */
export function unbearable(calm: readonly Slice[], attacked: readonly Slice[]): string | undefined {
  const without = calm.map(waitingIn);
  const during = attacked.map(waitingIn);
  for (const what of during[0]?.keys() ?? []) {
    const of = (slices: readonly Waiting[]) => slices.map((slice) => slice.get(what) ?? Number.NaN);
    const [calmMs, ms] = [Math.max(...of(without)), Math.min(...of(during))];
    const floor = what.endsWith('half') ? FLOORS_MS.half : FLOORS_MS['nine in ten'];
    // Not the other way round: NaN is not to be borne either.
    if (!(ms <= MOST_TIMES * calmMs + floor)) return `${what}: ${ms} ms, and ${calmMs} without the attack`;
  }
  return undefined;
}

/** How much more memory the process had at the most, in MB. */
export function growthOf(before: Slice | undefined, after: readonly Slice[]): number {
  return (Math.max(...after.map(({ vitals }) => vitals.memory)) - (before?.vitals.memory ?? Number.NaN)) / MB;
}

function waitingIn({ waits, vitals: { delayMs } }: Slice): Waiting {
  const people = Object.entries(waits).flatMap(([what, ms]) =>
    Object.entries(SHARES).map(([which, share]): [string, number] => [`${what}, ${which}`, quantile(ms, share)]),
  );
  return new Map([...people, ['event loop, half', delayMs.p50], ['event loop, 99 in 100', delayMs.p99]]);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
