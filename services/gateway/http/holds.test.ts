import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { type Hold, Holds } from './holds.ts';

const raw = new Duplex();

describe('what addresses hold', () => {
  it('names the newest of the address that holds the most', () => {
    const holds = new Holds();
    expect(holds.newestOfMost()).toBeUndefined();
    holds.add('a', raw);
    const [, second] = [holds.add('b', raw), holds.add('b', raw)];
    expect([holds.most, holds.of('a'), holds.of('b'), holds.of('c')]).toEqual([2, 1, 2, 0]);
    expect(holds.newestOfMost()).toBe(second);
    holds.remove(second);
    holds.remove(second);
    expect(holds.of('b')).toBe(1);
    expect(holds.most).toBe(1);
  });

  it('keeps count whatever comes and goes', () => {
    const coming = fc.record({ address: fc.integer({ min: 0, max: 5 }) });
    const going = fc.record({ at: fc.nat() });
    fc.assert(
      fc.property(fc.array(fc.oneof(coming, coming, going), { maxLength: 200 }), (steps) => {
        const holds = new Holds();
        const held: Hold[] = [];
        for (const step of steps) {
          if ('address' in step) held.push(holds.add(`address-${step.address}`, raw));
          else if (held.length > 0) holds.remove(held.splice(step.at % held.length, 1)[0] as Hold);
          const sizes = Map.groupBy(held, ({ address }) => address);
          const most = Math.max(0, ...[...sizes.values()].map(({ length }) => length));
          expect(holds.most).toBe(most);
          const newest = holds.newestOfMost();
          const own = sizes.get(newest?.address ?? '') ?? [];
          expect(own).toHaveLength(most);
          expect(own.at(-1)).toBe(newest);
        }
      }),
    );
  });
});
