import type { Target } from './case.ts';
import { type CaseResult, medianOf } from './run-case.ts';

export interface Verdict {
  /** Confab's figure, or its ratio to the peer's. */
  reached: number;
  isMet: boolean;
}

/** Undefined where the peer, or Confab itself, was not measured. */
export function judge(result: CaseResult, figure: string, target: Target): Verdict | undefined {
  const own = medianOf(result, 'confab', figure);
  const peer = target.times === undefined ? 1 : medianOf(result, target.times, figure);
  if (own === undefined || peer === undefined) return undefined;
  const reached = own / peer;
  return { reached, isMet: 'atLeast' in target ? reached >= target.atLeast : reached <= target.atMost };
}
