import { breaksIn } from './contiguous.ts';

describe('breaks in a row of numbers', () => {
  it('are where one is missing, doubled or out of order', () => {
    expect(breaksIn([5, 6, 7])).toBe(0);
    expect(breaksIn([5, 7])).toBe(1);
    expect(breaksIn([5, 5, 6])).toBe(1);
    expect(breaksIn([6, 5, 7])).toBe(2);
  });

  it('are none where there is nothing', () => {
    expect(breaksIn([])).toBe(0);
  });
});
