import fc from 'fast-check';
import { toRfc3339 } from './rfc-3339.ts';

const FIRST = Date.UTC(-9_999, 0);
const LAST = Date.UTC(99_999, 0);

describe('a time in RFC 3339', () => {
  it('is that of Date, whatever came before it', () => {
    const near = fc.tuple(fc.integer({ min: FIRST, max: LAST }), fc.integer({ min: -2_000, max: 2_000 }));
    fc.assert(
      fc.property(near, ([ms, on]) => {
        expect([toRfc3339(ms), toRfc3339(ms + on)]).toEqual([
          new Date(ms).toISOString(),
          new Date(ms + on).toISOString(),
        ]);
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1_000])('is refused for %d', (ms) => {
    expect(() => toRfc3339(ms)).toThrow(RangeError);
  });
});
