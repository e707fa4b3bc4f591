import type { Entry } from './entry.ts';
import { Ring } from './sequence.ts';

const entry = (seq: number, messageId: string, outdates?: string): Entry => ({
  index: seq,
  stream: 0,
  seq,
  positions: [seq],
  value: { message: { id: messageId } },
  outdates,
  receipt: false,
  weight: 1,
  audience: undefined,
});

describe('a ring', () => {
  it('remembers what lies behind a position', () => {
    const ring = new Ring([0], 0);
    for (const seq of [1, 2, 3]) ring.push(entry(seq, `m-${seq}`));
    expect(ring.covers([1])).toBe(true);
    expect(ring.after([1], 1).map(({ seq }) => seq)).toEqual([2, 3]);
  });

  it('lets go of a message that was changed, so that who was away reads the log', () => {
    const ring = new Ring([0], 0);
    for (const seq of [1, 2, 3]) ring.push(entry(seq, `m-${seq}`));
    ring.push(entry(4, 'm-2', 'm-2'));
    expect([0, 1].map((at) => ring.covers([at]))).toEqual([false, false]);
    expect(ring.covers([2])).toBe(true);
    expect(ring.after([2], 2).map(({ seq }) => seq)).toEqual([3, 4]);
    expect(ring.holdsSince(1)).toBe(false);
  });

  it('loses nothing to a change of what it does not hold', () => {
    const ring = new Ring([0], 0);
    ring.push(entry(1, 'm-1'));
    ring.push(entry(2, 'm-old', 'm-old'));
    expect(ring.after([0], 0)).toHaveLength(2);
  });
});
