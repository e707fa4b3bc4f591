import { AppError } from '../kernel/errors/app-error.ts';
import { patiently } from './patiently.ts';

const log = { warn() {} };
const away = () => new AppError('UNAVAILABLE', 'away');

describe('patiently', () => {
  it('tries again until it works', async () => {
    let tries = 0;
    const work = async () => {
      tries += 1;
      if (tries < 2) throw away();
      return 'there';
    };
    expect(await patiently(work, { log, patienceMs: 30_000 })).toBe('there');
  });

  it('rejects at once for another reason, and in the end for this one', async () => {
    await expect(patiently(() => Promise.reject(new Error('broken')), { log, patienceMs: 30_000 })).rejects.toThrow(
      'broken',
    );
    await expect(patiently(() => Promise.reject(away()), { log, patienceMs: -1 })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});
