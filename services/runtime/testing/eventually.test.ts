import { eventually } from './eventually.ts';

describe('eventually', () => {
  it('waits until the assertion holds', async () => {
    let tries = 0;
    await eventually(() => {
      tries += 1;
      expect(tries).toBe(3);
    });
    expect(tries).toBe(3);
  });

  it('throws the last failure when the time is over', async () => {
    await expect(
      eventually(
        async () => {
          throw new Error('still not');
        },
        { timeoutMs: 10 },
      ),
    ).rejects.toThrow('still not');
  });
});
