import { createManualClock } from '@confab/runtime/testing/manual-clock';
import { createHoldBacks } from './hold-backs.ts';

describe('whoever was refused', () => {
  it('is heard half a second later, and others at once', () => {
    const clock = createManualClock();
    const holdBacks = createHoldBacks(clock);
    expect(holdBacks.msFor('ann')).toBe(0);
    holdBacks.refused('ann');
    clock.advance(200);
    expect([holdBacks.msFor('ann'), holdBacks.msFor('bob')]).toEqual([300, 0]);
    clock.advance(300);
    expect(holdBacks.msFor('ann')).toBe(0);
  });

  it('waits anew after another refusal', () => {
    const clock = createManualClock();
    const holdBacks = createHoldBacks(clock);
    holdBacks.refused('ann');
    clock.advance(400);
    holdBacks.refused('ann');
    expect(holdBacks.msFor('ann')).toBe(500);
  });
});
