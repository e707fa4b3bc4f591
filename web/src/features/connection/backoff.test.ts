import { BASE_DELAY_MS, backoffDelay, MAX_DELAY_MS } from './backoff.ts';

describe('backoffDelay', () => {
  it('doubles the bound with each attempt', () => {
    expect([0, 1, 2, 3].map((attempt) => backoffDelay(attempt, 1))).toEqual([1, 2, 4, 8].map((n) => n * BASE_DELAY_MS));
  });

  it('never exceeds the maximum, however many attempts', () => {
    expect(backoffDelay(20, 1)).toBe(MAX_DELAY_MS);
    expect(backoffDelay(5_000, 1)).toBe(MAX_DELAY_MS);
  });

  it('spreads over the whole range', () => {
    expect(backoffDelay(2, 0)).toBe(0);
    expect(backoffDelay(2, 0.5)).toBe(2 * BASE_DELAY_MS);
  });
});
