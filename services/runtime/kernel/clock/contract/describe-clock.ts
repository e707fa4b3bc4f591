import type { Clock } from '../port.ts';

/** What every `Clock` keeps. `elapse` lets some milliseconds pass. */
export function describeClock(driver: string, create: () => { clock: Clock; elapse(ms: number): Promise<void> }): void {
  describe(`${driver} as Clock`, () => {
    it('tells a time of this century in whole or broken milliseconds', () => {
      const { clock } = create();
      expect(clock.now()).toBeGreaterThan(Date.UTC(2020));
      expect(clock.now()).toBeLessThan(Date.UTC(2100));
    });

    it('moves both times on alike', async () => {
      const { clock, elapse } = create();
      const before = [clock.now(), clock.monotonic()] as const;
      await elapse(20);
      expect(clock.now() - before[0]).toBeGreaterThanOrEqual(18);
      expect(clock.monotonic() - before[1]).toBeGreaterThanOrEqual(18);
    });

    it('never moves the monotonic time back', () => {
      const { clock } = create();
      let last = clock.monotonic();
      for (let i = 0; i < 1_000; i++) {
        const next = clock.monotonic();
        expect(next).toBeGreaterThanOrEqual(last);
        last = next;
      }
    });
  });
}
