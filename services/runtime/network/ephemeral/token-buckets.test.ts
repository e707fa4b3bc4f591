import { createManualClock } from '../../testing/manual-clock.ts';
import { createTokenBuckets } from './token-buckets.ts';

describe('createTokenBuckets', () => {
  it('forgets buckets that were idle for their window', () => {
    const clock = createManualClock();
    const buckets = createTokenBuckets(clock);
    for (let i = 0; i < 1_000; i++) buckets.take(`short-${i}`, { capacity: 5, windowMs: 1_000 });
    for (let i = 0; i < 10; i++) buckets.take(`long-${i}`, { capacity: 5, windowMs: 60_000 });
    clock.advance(1_000);
    buckets.take('short-next', { capacity: 5, windowMs: 1_000 });
    expect(buckets.size).toBe(11);
  });

  it('stays bounded under a flood of names', () => {
    const buckets = createTokenBuckets(createManualClock());
    for (let i = 0; i < 101_000; i++) buckets.take(`b-${i}`, { capacity: 5, windowMs: 60_000 });
    expect(buckets.size).toBeLessThanOrEqual(100_001);
  });

  it('grants its rate over a long time', () => {
    const clock = createManualClock();
    const buckets = createTokenBuckets(clock);
    let granted = 0;
    for (let ms = 0; ms < 60_000; ms += 7) {
      if (buckets.take('b', { capacity: 10, windowMs: 1_000 }) === 0) granted += 1;
      clock.advance(7);
    }
    expect(granted).toBeGreaterThanOrEqual(605);
    expect(granted).toBeLessThanOrEqual(611);
  });
});
