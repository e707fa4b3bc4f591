import { readConfig } from './config.ts';

describe('the configuration of a gateway', () => {
  it('takes origins as people write them', () => {
    const CONFAB_ALLOWED_ORIGINS = 'https://App.example/ , http://localhost:5173,https://x.example:443,';
    expect(readConfig({ CONFAB_ALLOWED_ORIGINS }).allowedOrigins).toEqual([
      'https://app.example',
      'http://localhost:5173',
      'https://x.example',
    ]);
    expect(readConfig({}).allowedOrigins).toEqual([]);
  });

  it.each(['*', 'app.example', 'null', 'https://app.example/chat', 'ftp://app.example', 'https://a.example b.example'])(
    'refuses %j as an origin',
    (CONFAB_ALLOWED_ORIGINS) => {
      expect(() => readConfig({ CONFAB_ALLOWED_ORIGINS })).toThrow(/^CONFAB_ALLOWED_ORIGINS must be origins such as/);
    },
  );

  it('takes the public address as people write it, and refuses one with a path', () => {
    expect(readConfig({}).publicUrl).toBeUndefined();
    expect(readConfig({ CONFAB_PUBLIC_URL: ' https://Chat.example/ ' }).publicUrl).toBe('https://chat.example');
    for (const CONFAB_PUBLIC_URL of ['chat.example', 'https://chat.example/confab', 'ftp://chat.example']) {
      expect(() => readConfig({ CONFAB_PUBLIC_URL })).toThrow(/^CONFAB_PUBLIC_URL must be an address such as/);
    }
  });
});
