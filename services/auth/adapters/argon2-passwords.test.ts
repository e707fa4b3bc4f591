import { defaultAuthConfig } from '../config.ts';
import { createArgon2Passwords } from './argon2-passwords.ts';

const cheap = { memoryKib: 64, passes: 1, atOnce: 2, maxWaiting: 10 };

describe('createArgon2Passwords', () => {
  it('hashes with argon2id and the recommended cost', async () => {
    const passwords = await createArgon2Passwords(defaultAuthConfig.passwords);
    expect(await passwords.hash('correct horse')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('knows the password it hashed, and no other', async () => {
    const passwords = await createArgon2Passwords(cheap);
    const hash = await passwords.hash('correct horse');
    expect(await passwords.verify(hash, 'correct horse')).toBe(true);
    expect(await passwords.verify(hash, 'correct horsf')).toBe(false);
    expect(await passwords.hash('correct horse')).not.toBe(hash);
  });

  it('takes the same password in another composition', async () => {
    const passwords = await createArgon2Passwords(cheap);
    const hash = await passwords.hash('caf\u00e9 cr\u00e8me');
    expect(await passwords.verify(hash, 'cafe\u0301 cre\u0300me')).toBe(true);
  });

  it('does the work without a hash too, and says no to every password', async () => {
    const passwords = await createArgon2Passwords({ ...cheap, atOnce: 1, maxWaiting: 0 });
    const probes = await Promise.allSettled([
      passwords.verify(undefined, 'nobody has this password'),
      passwords.verify(undefined, 'nobody has this password'),
    ]);
    expect(probes).toMatchObject([
      { status: 'fulfilled', value: false },
      { status: 'rejected', reason: { code: 'RATE_LIMITED' } },
    ]);
  });
});
