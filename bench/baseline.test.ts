import { type BaselineRatio, isTooMuch, lossSince, ratioOf } from './baseline.ts';
import type { CaseResult } from './run-case.ts';

const deliveries: BaselineRatio = {
  case: 'fan-out',
  figure: 'deliveries',
  peer: 'bare ws',
  better: 'higher',
  ratio: 2,
};
const measured = (own: number[], peer: number[]): CaseResult => ({
  case: { name: 'fan-out', measures: '', systems: ['confab'], figures: {}, open: () => Promise.reject(new Error()) },
  rounds: {
    confab: own.map((value) => ({ deliveries: value })),
    'bare ws': peer.map((value) => ({ deliveries: value })),
  },
});

describe('the ratio of a run', () => {
  it('is the median of its rounds', () => {
    expect(ratioOf(measured([200, 100, 900], [100, 100, 100]), deliveries)).toBe(2);
  });

  it('compares what was measured side by side, however slow the machine was then', () => {
    expect(ratioOf(measured([200, 20, 2], [100, 10, 1]), deliveries)).toBe(2);
  });

  it('is no number where the peer is missing', () => {
    expect(ratioOf(measured([200], []), deliveries)).toBeNaN();
  });
});

describe('a loss since the baseline', () => {
  it('is the share that is gone', () => {
    expect(lossSince(deliveries, 1.5)).toBeCloseTo(0.25);
    expect(lossSince({ ...deliveries, better: 'lower' }, 4)).toBeCloseTo(0.5);
  });

  it('is below 0 for a gain', () => {
    expect(lossSince(deliveries, 3)).toBeLessThan(0);
    expect(lossSince({ ...deliveries, better: 'lower' }, 1)).toBeLessThan(0);
  });

  it('fails from a fifth on, and where there is nothing to compare', () => {
    expect(isTooMuch(0.19)).toBe(false);
    expect(isTooMuch(0.21)).toBe(true);
    expect(isTooMuch(Number.NaN)).toBe(true);
  });
});
