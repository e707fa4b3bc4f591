import { createHashGate } from './hash-gate.ts';

describe('createHashGate', () => {
  it('runs so much at once, the rest in order, and refuses what is beyond', async () => {
    const gate = createHashGate({ atOnce: 2, maxWaiting: 3 });
    const started: number[] = [];
    const finish: (() => void)[] = [];
    const work = [0, 1, 2, 3, 4, 5].map((id) =>
      gate(async () => {
        started.push(id);
        await new Promise<void>((resolve) => finish.push(resolve));
        return id;
      }),
    );
    await expect(work[5]).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 1_000 });
    expect(started).toEqual([0, 1]);
    for (const id of [0, 1, 2, 3, 4]) {
      finish[id]?.();
      expect(await work[id]).toBe(id);
    }
    expect(started).toEqual([0, 1, 2, 3, 4]);
  });

  it('goes on after work that failed', async () => {
    const gate = createHashGate({ atOnce: 1, maxWaiting: 1 });
    await expect(gate(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(gate(async () => 'yes')).resolves.toBe('yes');
  });
});
