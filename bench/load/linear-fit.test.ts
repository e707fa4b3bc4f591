import { driftPercent } from './linear-fit.ts';

describe('the drift of values', () => {
  it('is what they grow by, in per cent of their mean', () => {
    expect(driftPercent([95, 100, 105])).toBeCloseTo(10);
    expect(driftPercent([105, 100, 95])).toBeCloseTo(-10);
  });

  it('is none where they only jump to and fro', () => {
    expect(driftPercent([100, 110, 100])).toBeCloseTo(0);
    expect(driftPercent([7, 7, 7, 7])).toBe(0);
  });

  it('is none where there is nothing to compare', () => {
    expect(driftPercent([])).toBe(0);
    expect(driftPercent([3])).toBe(0);
  });
});
