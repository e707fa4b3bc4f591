import { eventually } from '../../testing/eventually.ts';
import { describeClock } from './contract/describe-clock.ts';
import { createManualClock } from './manual.ts';
import { systemClock } from './port.ts';

describeClock('createManualClock', () => {
  const clock = createManualClock();
  return { clock, elapse: async (ms) => clock.advance(ms) };
});

describeClock('systemClock', () => ({
  clock: systemClock,
  elapse(ms) {
    const end = performance.now() + ms;
    return eventually(() => expect(performance.now()).toBeGreaterThan(end));
  },
}));

describe('createManualClock', () => {
  it('stands still until it is moved', () => {
    const clock = createManualClock(Date.UTC(2026, 5, 1));
    expect([clock.now(), clock.monotonic()]).toEqual([Date.UTC(2026, 5, 1), 0]);
    clock.advance(1_500);
    expect([clock.now(), clock.monotonic()]).toEqual([Date.UTC(2026, 5, 1) + 1_500, 1_500]);
  });
});
