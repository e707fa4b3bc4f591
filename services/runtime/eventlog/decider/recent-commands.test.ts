import { createRecentCommands } from './recent-commands.ts';

const meta = (commandId: string, command = 'Deposit') => ({ actor: 'alice', commandId, correlationId: 'c', command });

describe('createRecentCommands', () => {
  it('runs parallel repeats once and gives later ones the same answer', async () => {
    const recent = createRecentCommands();
    let runs = 0;
    const run = async () => (runs += 1);
    expect(await Promise.all([recent.once(meta('k'), run), recent.once(meta('k'), run)])).toEqual([1, 1]);
    expect(await recent.once(meta('k'), run)).toBe(1);
    expect(await recent.once({ ...meta('k'), actor: 'bob' }, run)).toBe(2);
  });

  it('refuses an id that stands for another command', async () => {
    const recent = createRecentCommands();
    await recent.once(meta('k'), async () => 1);
    await expect(recent.once(meta('k', 'Transfer'), async () => 2)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('refuses an id that stands for another content, also while the first is under way', async () => {
    const recent = createRecentCommands();
    const first = recent.once({ ...meta('k'), digest: 'one' }, async () => 1);
    const other = recent.once({ ...meta('k'), digest: 'another' }, async () => 2);
    await expect(other).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await first).toBe(1);
    expect(await recent.once({ ...meta('k'), digest: 'one' }, async () => 3)).toBe(1);
  });

  it('forgets what failed, so that it can be tried again', async () => {
    const recent = createRecentCommands();
    await expect(recent.once(meta('k'), () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    expect(await recent.once(meta('k'), async () => 'done')).toBe('done');
  });

  it('remembers the last 5,000 and not for ever', async () => {
    const recent = createRecentCommands();
    const pass = async (from: number, count: number) => {
      for (let i = from; i < from + count; i += 1) await recent.once(meta(`k${i}`), async () => i);
    };
    await recent.once(meta('k'), async () => 'first');
    await pass(0, 5_000);
    expect(await recent.once(meta('k'), async () => 'again')).toBe('first');
    await pass(5_000, 5_000);
    expect(await recent.once(meta('k'), async () => 'again')).toBe('again');
  });
});
