import { defaultAuthConfig, readConfig } from './config.ts';

describe('readConfig', () => {
  it('takes the defaults where nothing is set', () => {
    expect(readConfig({})).toEqual(defaultAuthConfig);
  });

  it('takes what is set', () => {
    const config = readConfig({ CONFAB_ACCESS_TOKEN_LIFE: '5m', CONFAB_ARGON2_MEMORY_KIB: '65536' });
    expect(config.accessTokenLifeMs).toBe(300_000);
    expect(config.passwords).toEqual({ ...defaultAuthConfig.passwords, memoryKib: 65_536 });
  });

  it('refuses an access token that outlives what others remember of revocations', () => {
    expect(() => readConfig({ CONFAB_ACCESS_TOKEN_LIFE: '2h' })).toThrow('CONFAB_ACCESS_TOKEN_LIFE');
  });
});
