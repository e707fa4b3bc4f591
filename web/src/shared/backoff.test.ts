import { BASE_DELAY_MS, backoffDelay, MAX_DELAY_MS } from './backoff.ts';

describe('backoffDelay', () => {
  it('raises the bound by half with each attempt', () => {
    const bounds = [0, 1, 2, 4].map((attempt) => backoffDelay(attempt, 1));
    expect(bounds).toEqual([1, 1.5, 2.25, 5.0625].map((n) => Math.round(n * BASE_DELAY_MS)));
  });

  it('never exceeds the maximum, however many attempts', () => {
    expect(backoffDelay(20, 1)).toBe(MAX_DELAY_MS);
    expect(backoffDelay(5_000, 1)).toBe(MAX_DELAY_MS);
  });

  it('spreads over the whole range', () => {
    expect(backoffDelay(2, 0)).toBe(0);
    expect(backoffDelay(2, 0.5)).toBe(Math.round((2.25 * BASE_DELAY_MS) / 2));
  });
});
