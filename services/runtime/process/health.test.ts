import { AppError } from '../kernel/errors/app-error.ts';
import { createHealth } from './health.ts';

describe('createHealth', () => {
  it('is well while every check is', async () => {
    const health = createHealth();
    expect(await health.report()).toEqual({ ok: true, checks: {} });
    health.add('store', async () => {});
    expect(await health.report()).toEqual({ ok: true, checks: { store: 'ok' } });
  });

  it('names what fails, without internals', async () => {
    const health = createHealth({ timeoutMs: 10 });
    health.add('store', async () => {});
    health.add('disk', () => Promise.reject(new AppError('UNAVAILABLE', 'The disk is full.')));
    health.add('bug', () => {
      throw new Error('secret of the inside');
    });
    health.add('stuck', () => new Promise(() => {}));
    expect(await health.report()).toEqual({
      ok: false,
      checks: { store: 'ok', disk: 'The disk is full.', bug: 'failed', stuck: 'no answer in time' },
    });
  });
});
