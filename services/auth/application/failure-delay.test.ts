import { createManualClock } from '@confab/runtime/testing/manual-clock';
import { createFailureDelay } from './failure-delay.ts';

function setUp() {
  const clock = createManualClock();
  const options = { free: 5, firstPauseMs: 1_000, longestPauseMs: 300_000, forgetAfterMs: 900_000 };
  const delay = createFailureDelay({ clock, ...options });
  let made = 0;
  const fail = (name = 'ada') =>
    delay.attempt(name, async () => {
      made += 1;
      return undefined;
    });
  const failTimes = async (times: number) => {
    for (let i = 0; i < times; i++) await fail();
  };
  return { clock, delay, fail, failTimes, made: () => made };
}

const limited = (retryAfterMs: number) => ({ code: 'RATE_LIMITED', retryAfterMs });

describe('createFailureDelay', () => {
  it('lets five failures pass, then asks for a second', async () => {
    const { fail, failTimes, clock, made } = setUp();
    await failTimes(5);
    await expect(fail()).rejects.toMatchObject(limited(1_000));
    expect(made()).toBe(5);
    clock.advance(999);
    await expect(fail()).rejects.toMatchObject(limited(1));
    clock.advance(1);
    await expect(fail()).resolves.toBeUndefined();
  });

  it('doubles the pause with every failure, up to five minutes', async () => {
    const { fail, failTimes, clock } = setUp();
    await failTimes(5);
    for (const pauseMs of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1_000)) {
      await expect(fail()).rejects.toMatchObject(limited(pauseMs));
      clock.advance(pauseMs);
      await fail();
    }
  });

  it('forgets failures after a success', async () => {
    const { delay, fail, failTimes } = setUp();
    await failTimes(4);
    await expect(delay.attempt('ada', async () => 'in')).resolves.toBe('in');
    await failTimes(5);
    await expect(fail()).rejects.toMatchObject(limited(1_000));
  });

  it('forgets failures after a while', async () => {
    const { failTimes, clock } = setUp();
    await failTimes(5);
    clock.advance(900_000);
    await expect(failTimes(5)).resolves.toBeUndefined();
  });

  it('counts each name for itself', async () => {
    const { fail, failTimes } = setUp();
    await failTimes(5);
    await expect(fail('bob')).resolves.toBeUndefined();
  });

  it('does not count an attempt that could not be made', async () => {
    const { delay, failTimes, fail } = setUp();
    await failTimes(4);
    await expect(delay.attempt('ada', () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    await expect(fail()).resolves.toBeUndefined();
  });

  it('tries no more of a burst than failures are free', async () => {
    const { fail, made } = setUp();
    const burst = await Promise.allSettled(Array.from({ length: 200 }, () => fail()));
    expect(made()).toBe(5);
    expect(burst.filter(({ status }) => status === 'rejected')).toHaveLength(195);
  });
});
