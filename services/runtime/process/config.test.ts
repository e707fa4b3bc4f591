import { boolean, choice, duration, integer, line, optionalString, port, readEnv, string } from './config.ts';

const variables = {
  port: port('PORT', { default: 4000 }),
  data: string('DATA', { default: './data' }),
  limit: integer('LIMIT', { min: 1, max: 10, default: 5 }),
  life: duration('LIFE', { default: 900_000, minMs: 1_000, maxMs: 3_600_000 }),
  level: choice('LEVEL', ['debug', 'info'], { default: 'info' }),
  rateLimit: boolean('RATE_LIMIT', { default: true }),
  origin: optionalString('ORIGIN'),
};

function problemsOf(env: Record<string, string>, read = variables as Parameters<typeof readEnv>[1]): string[] {
  try {
    readEnv(env, read);
    return [];
  } catch (error) {
    expect(error).toMatchObject({ name: 'AppError', code: 'BAD_USER_INPUT' });
    return (error as Error).message.split('\n');
  }
}

describe('readEnv', () => {
  it('takes the defaults of what is unset or empty', () => {
    expect(readEnv({ PORT: '', DATA: ' ' }, variables)).toEqual({
      port: 4000,
      data: './data',
      limit: 5,
      life: 900_000,
      level: 'info',
      rateLimit: true,
      origin: undefined,
    });
  });

  it('reads values', () => {
    const env = { PORT: '0', DATA: '/d', LIMIT: '10', LIFE: '15m', LEVEL: 'debug', RATE_LIMIT: 'off', ORIGIN: 'x' };
    expect(readEnv(env, variables)).toEqual({
      port: 0,
      data: '/d',
      limit: 10,
      life: 900_000,
      level: 'debug',
      rateLimit: false,
      origin: 'x',
    });
  });

  it('reports every wrong variable in a line of its own', () => {
    expect(problemsOf({ PORT: '70000', LIMIT: '3.5', LIFE: '2h', LEVEL: 'loud', RATE_LIMIT: 'maybe' })).toEqual([
      'PORT must be a whole number from 0 to 65535, not "70000"',
      'LIMIT must be a whole number from 1 to 10, not "3.5"',
      'LIFE must be a duration from 1000ms to 3600000ms such as 500ms, 5s, 15m, 12h or 30d, not "2h"',
      'LEVEL must be one of debug, info, not "loud"',
      'RATE_LIMIT must be on or off, not "maybe"',
    ]);
  });

  it('asks for what must be set and never prints a secret', () => {
    const key = {
      ...string('KEY', { secret: true }),
      parse: () => {
        throw new Error('must be a key');
      },
    };
    expect(problemsOf({}, { key })).toEqual(['KEY must be set']);
    expect(problemsOf({ KEY: 'hunter2' }, { key })).toEqual(['KEY must be a key']);
  });

  it.each(['Confab', 'Чай & Co 🫖', '茶'.repeat(64), '🫖'.repeat(64), "O'Neill's <b>"])('takes the line %j', (text) => {
    expect(readEnv({ NAME: text }, { name: line('NAME', { max: 64 }) })).toEqual({ name: text });
  });

  it.each(['茶'.repeat(65), 'a\nb', 'a\u2028b', 'a\u202Eb', 'a\0b', '\u200B', '\uD83D'])(
    'refuses the line %j',
    (text) => {
      expect(problemsOf({ NAME: text }, { name: line('NAME', { max: 64 }) })).toEqual([
        expect.stringMatching(/^NAME must be one line of 1 to 64 characters, not /),
      ]);
    },
  );

  it.each(['1e3', '0x10', ' - 5', '99999999999999999999', 'NaN', 'Infinity'])('refuses the number %j', (text) => {
    expect(problemsOf({ LIMIT: text })).toHaveLength(1);
  });
});
