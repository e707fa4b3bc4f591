import type { Timers } from '../timers.ts';

/** The contract of `Timers`. `elapse` lets some milliseconds pass. */
export function describeTimers(
  driver: string,
  create: () => { timers: Timers; elapse(ms: number): Promise<void> },
): void {
  describe(`${driver} as Timers`, () => {
    it('run something once, later', async () => {
      const { timers, elapse } = create();
      let runs = 0;
      timers.after(10, () => {
        runs += 1;
      });
      expect(runs).toBe(0);
      await elapse(60);
      expect(runs).toBe(1);
    });

    it('run first what is due first, whatever was asked for first', async () => {
      const { timers, elapse } = create();
      const order: string[] = [];
      timers.after(30, () => order.push('later'));
      timers.after(10, () => order.push('sooner'));
      await elapse(80);
      expect(order).toEqual(['sooner', 'later']);
    });

    it('do not run what was cancelled', async () => {
      const { timers, elapse } = create();
      let runs = 0;
      const timer = timers.after(10, () => {
        runs += 1;
      });
      timer.cancel();
      timer.cancel();
      await elapse(40);
      expect(runs).toBe(0);
    });

    it('run something again and again, until it is cancelled', async () => {
      const { timers, elapse } = create();
      let runs = 0;
      const timer = timers.every(10, () => {
        runs += 1;
      });
      expect(runs).toBe(0);
      while (runs < 3) await elapse(10);
      timer.cancel();
      const before = runs;
      await elapse(40);
      expect(runs).toBe(before);
    });

    it('let something that runs again and again cancel itself', async () => {
      const { timers, elapse } = create();
      let runs = 0;
      const timer = timers.every(5, () => {
        runs += 1;
        timer.cancel();
      });
      await elapse(40);
      expect(runs).toBe(1);
    });

    it('resolve a sleep after its time', async () => {
      const { timers, elapse } = create();
      let isOver = false;
      const sleep = timers.sleep(10).then(() => {
        isOver = true;
      });
      await Promise.resolve();
      expect(isOver).toBe(false);
      await elapse(60);
      await sleep;
      expect(isOver).toBe(true);
    });

    it('end a sleep whose signal is aborted, before or meanwhile', async () => {
      const { timers } = create();
      const stopping = new AbortController();
      const sleep = timers.sleep(60_000, { signal: stopping.signal });
      stopping.abort();
      await expect(sleep).rejects.toMatchObject({ name: 'AbortError' });
      await expect(timers.sleep(60_000, { signal: stopping.signal })).rejects.toMatchObject({ name: 'AbortError' });
    });

    it('run in the next turn what is to run soon, in the order of the calls', async () => {
      const { timers, elapse } = create();
      const order: number[] = [];
      for (const n of [1, 2, 3]) timers.soon(() => order.push(n));
      await Promise.resolve();
      expect(order).toEqual([]);
      await elapse(10);
      expect(order).toEqual([1, 2, 3]);
    });
  });
}
