import { driftPercent, lowsOf } from './linear-fit.ts';

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

describe('the lows of values that go up and down', () => {
  it('are the lowest of each stretch, without what is left over', () => {
    expect(lowsOf([3, 1, 2, 9, 5, 7, 0], 3)).toEqual([1, 5]);
  });

  it('drift only where the teeth of a saw rise as a whole', () => {
    expect(driftPercent(lowsOf([10, 20, 30, 10, 20, 30], 3))).toBe(0);
    expect(driftPercent(lowsOf([95, 200, 100, 200, 105, 200], 2))).toBeCloseTo(10);
  });
});
