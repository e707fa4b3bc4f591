import { readConfig } from './config.ts';

describe('the config', () => {
  it('has defaults', () => {
    expect(readConfig({})).toEqual({ activityIntervalMs: 5_000, userCacheSize: 20_000 });
  });

  it('takes values', () => {
    const env = { CONFAB_MESSAGES_ACTIVITY_INTERVAL: '10s', CONFAB_MESSAGES_USER_CACHE: '500' };
    expect(readConfig(env)).toEqual({ activityIntervalMs: 10_000, userCacheSize: 500 });
  });

  it('names what is wrong', () => {
    const env = { CONFAB_MESSAGES_ACTIVITY_INTERVAL: 'often', CONFAB_MESSAGES_USER_CACHE: '1' };
    expect(() => readConfig(env)).toThrow(/CONFAB_MESSAGES_ACTIVITY_INTERVAL[\s\S]*CONFAB_MESSAGES_USER_CACHE/);
  });
});
