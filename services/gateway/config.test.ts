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
});
