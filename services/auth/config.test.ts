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

  it('takes limits of registration, and lifts them with all rate limits', () => {
    const limits = { CONFAB_REGISTRATIONS_PER_ADDRESS: '7', CONFAB_REGISTRATIONS: '70' };
    expect(readConfig(limits).registrations).toEqual({ perAddress: 7, total: 70 });
    expect(readConfig({ ...limits, CONFAB_RATE_LIMIT: 'off' }).registrations).toBeUndefined();
    expect(() => readConfig({ CONFAB_REGISTRATIONS: '0' })).toThrow('CONFAB_REGISTRATIONS must be');
  });

  it.each([
    ['open', 'OPEN'],
    ['invitation', 'INVITATION'],
    ['closed', 'CLOSED'],
  ])('takes registration that is %s', (text, registration) => {
    expect(readConfig({ CONFAB_REGISTRATION: text }).registration).toBe(registration);
  });

  it.each(['no', 'OPEN'])('refuses registration that is %j', (text) => {
    expect(() => readConfig({ CONFAB_REGISTRATION: text })).toThrow(
      /^CONFAB_REGISTRATION must be open, invitation or closed/,
    );
  });

  it('refuses an access token that outlives what others remember of revocations', () => {
    expect(() => readConfig({ CONFAB_ACCESS_TOKEN_LIFE: '2h' })).toThrow('CONFAB_ACCESS_TOKEN_LIFE');
  });
});
