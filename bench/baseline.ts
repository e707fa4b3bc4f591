import type { System } from './case.ts';
import type { CaseResult } from './run-case.ts';

/** What a figure of Confab's was, as a multiple of the same figure of a peer in the same run: that says something on any machine. */
export interface BaselineRatio {
  case: string;
  figure: string;
  peer: Exclude<System, 'confab'>;
  better: 'higher' | 'lower';
  ratio: number;
}

/** A loss of more than this share fails. */
const TOLERATED = 0.2;

/**
 * The median of the rounds' ratios: both sides of each were measured within seconds of each other, so that what else the machine does mostly
 * cancels out. NaN where one of them is missing.
 */
export function ratioOf({ rounds }: CaseResult, { figure, peer }: Pick<BaselineRatio, 'figure' | 'peer'>): number {
  const peers = rounds[peer] ?? [];
  const ratios = (rounds.confab ?? []).map(
    (own, i) => (own[figure] ?? Number.NaN) / (peers[i]?.[figure] ?? Number.NaN),
  );
  return ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? Number.NaN;
}

/** The share that was lost since the baseline; below 0 where something was won. */
export function lossSince({ better, ratio: before }: BaselineRatio, now: number): number {
  return better === 'higher' ? 1 - now / before : 1 - before / now;
}

/** Not a number is a loss too. */
export function isTooMuch(loss: number): boolean {
  return !(loss <= TOLERATED);
}
