import { eventually } from '../../testing/eventually.ts';
import { createPaced } from '../turns/paced.ts';
import { describeTimers } from './contract/describe-timers.ts';
import { createManualClock } from './manual.ts';
import { replaceTime, time } from './time.ts';
import { systemTimers } from './timers.ts';

describeTimers('createManualClock', () => {
  const timers = createManualClock();
  return { timers, elapse: async (ms) => timers.advance(ms) };
});

describeTimers('systemTimers', () => ({
  timers: systemTimers,
  elapse(ms) {
    const end = performance.now() + ms;
    return eventually(() => expect(performance.now()).toBeGreaterThan(end));
  },
}));

describe('systemTimers', () => {
  const keepingAlive = () => process.getActiveResourcesInfo().filter((what) => what === 'Timeout').length;

  it('keep the process alive only where that is asked for', () => {
    const before = keepingAlive();
    const timers = [systemTimers.after(60_000, () => {}), systemTimers.every(60_000, () => {})];
    expect(keepingAlive()).toBe(before);
    timers.push(systemTimers.after(60_000, () => {}, { keepAlive: true }));
    expect(keepingAlive()).toBe(before + 1);
    for (const timer of timers) timer.cancel();
    expect(keepingAlive()).toBe(before);
  });
});

describe('createManualClock', () => {
  it('stands at the time of what runs', () => {
    const clock = createManualClock();
    const seen: number[] = [];
    clock.every(10, () => seen.push(clock.monotonic()));
    clock.after(15, () => clock.after(5, () => seen.push(-clock.monotonic())));
    clock.advance(35);
    expect(seen).toEqual([10, 20, -20, 30]);
    expect(clock.monotonic()).toBe(35);
  });
});

describe('the time of the process', () => {
  it('can be replaced, and put back', () => {
    const clock = createManualClock();
    const former = time;
    const restore = replaceTime(clock);
    try {
      const done: string[] = [];
      const ask = createPaced({ everyMs: 1_000, work: (key) => done.push(key) });
      ask('ann');
      ask('ann');
      clock.advance(999);
      expect(done).toEqual(['ann']);
      clock.advance(1);
      expect(done).toEqual(['ann', 'ann']);
    } finally {
      restore();
    }
    expect(time).toBe(former);
  });
});
