import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor.ts';

const SCOPE = { kind: 'room', id: 'r1' } as const;
const place = fc.record({
  epochs: fc.tuple(fc.string(), fc.string()),
  positions: fc.tuple(fc.nat(0xffff_ffff), fc.nat(0xffff_ffff)),
});

describe('a cursor', () => {
  it('leads back to the place it was made for', () => {
    fc.assert(fc.property(place, (at) => expect(decodeCursor(encodeCursor(SCOPE, at), SCOPE, 2)).toEqual(at)));
  });

  it('of version 1 is read by every later version', () => {
    const written = 'ZGYwYmRmN2VbMSwicm9vbSIsInIxIixbImEiLCJiIl0sWzEsMl1d';
    expect(decodeCursor(written, SCOPE, 2)).toEqual({ epochs: ['a', 'b'], positions: [1, 2] });
  });

  it('is refused when a single character differs', () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.constantFrom(...'AZaz09-_'), (at, where, other) => {
        const cursor = encodeCursor(SCOPE, at);
        const index = where % cursor.length;
        fc.pre(cursor[index] !== other);
        const damaged = cursor.slice(0, index) + other + cursor.slice(index + 1);
        expect(() => decodeCursor(damaged, SCOPE, 2)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
      }),
    );
  });

  it('is refused whatever text it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(() => decodeCursor(text, SCOPE, 2)).toThrow(
          expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'after' }),
        );
      }),
    );
  });

  it.each([
    ['another room', { kind: 'room', id: 'r2' }, 2],
    ['an inbox', { kind: 'inbox', id: 'r1' }, 2],
    ['a feed of fewer streams', SCOPE, 1],
  ] as const)('is refused for %s', (_what, scope, streams) => {
    const cursor = encodeCursor(SCOPE, { epochs: ['a', 'b'], positions: [1, 2] });
    expect(() => decodeCursor(cursor, scope, streams)).toThrow(expect.objectContaining({ field: 'after' }));
  });
});
