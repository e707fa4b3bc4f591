import { compareKeys } from './compare-keys.ts';

describe('the order of code points', () => {
  it.each([
    ['a', 'a', 0],
    ['a', 'b', -1],
    ['ab', 'a', 1],
    ['', 'a', -1],
    ['\u{10400}', '\uff21', 1],
  ])('of %j and %j', (a, b, sign) => {
    expect(Math.sign(compareKeys(a, b))).toBe(sign);
  });
});
