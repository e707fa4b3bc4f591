import { readdirSync, readFileSync } from 'node:fs';
import { createI18n } from 'vue-i18n';
import { errorCodes } from '../api/error-code.ts';
import { en } from './en/en.ts';
import { pluralIndex } from './plural.ts';
import { ru } from './ru/ru.ts';

interface Texts {
  [key: string]: string | Texts;
}

function flatten(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const english = flatten(en);
const russian = new Map(flatten(ru));

describe('the languages', () => {
  it('have the same texts', () => {
    expect([...russian.keys()].sort()).toEqual(english.map(([key]) => key).sort());
  });

  it.each(english)('fill the same placeholders in %s', (key, text) => {
    expect(placeholders(russian.get(key) ?? '')).toEqual(placeholders(text));
  });

  it.each(english.filter(([, text]) => text.includes('|')))('have one plural form more in Russian: %s', (key, text) => {
    expect(russian.get(key)?.split('|')).toHaveLength(text.split('|').length + 1);
  });
});

describe('what is said', () => {
  const all = [...english, ...russian];

  it('puts no sentence behind a colon', () => {
    // What somebody wrote for a reason is no sentence of the app.
    const reasons = all.filter(([key, text]) => text.includes('{reason}') && key !== 'session.bannedFor');
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.filter(([, text]) => /:\s*\{reason\}/.test(text))).toEqual([]);
  });

  it('has in Russian one word for joining a room and another one for signing in', () => {
    expect(ru.room.join).toBe(ru.lobby.join);
    expect(ru.room.join).not.toBe(ru.session.signIn);
    const ofRooms = [...russian].filter(([key]) => /^(?:lobby|room|roomSettings|nav|failed)\./.test(key));
    expect(ofRooms.filter(([, text]) => /(?<!\p{L})во(?:йти|йдите|шли)/iu.test(text))).toEqual([]);
  });

  it('puts the name of a room in quotation marks in Russian', () => {
    const named = [...russian].filter(([, text]) => /(?:комнат\p{L}*|(?<!\p{L})в) [«{]?\{(?:name|room)\}/u.test(text));
    const of = named.filter(([key]) => /^(?:room|roomSettings|failed|composer|search|direct)\./.test(key));
    expect(of.length).toBeGreaterThan(5);
    expect(of.filter(([, text]) => !/«\{(?:name|room)\}»/.test(text))).toEqual([]);
  });

  it('leaves trying again to the button beside an error that the server did not cause', () => {
    for (const { error, app } of [en, ru]) {
      expect(error.NETWORK.next.toLowerCase()).not.toContain(app.tryAgain.toLowerCase());
    }
  });

  it('puts no full stop behind a date, which ends with one in Russian', () => {
    const dated = [...russian].filter(([, text]) => /\{(?:time|day|at)\}/.test(text));
    expect(dated.length).toBeGreaterThan(5);
    expect(dated.filter(([, text]) => /\{(?:time|day|at)\}\./.test(text))).toEqual([]);
  });

  it('ends with a question mark where it asks', () => {
    const question =
      /(?:Ask|[kn]Title)$|\bask\.(?:leave|archive|restore|remove)$|\.(?:promote|demote|ban|remove)\.title$/;
    const questions = all.filter(([key]) => question.test(key));
    expect(questions.length).toBeGreaterThan(20);
    expect(questions.filter(([, text]) => !text.endsWith('?'))).toEqual([]);
  });
});

describe('errors', () => {
  const contract = new URL('../../../../services/gateway/test/contract.graphql', import.meta.url);
  const [, listed = ''] = /Errors carry `extensions\.code`:(.*?)Graphql-js/s.exec(readFileSync(contract, 'utf8')) ?? [];
  const codes = listed.match(/\b[A-Z]+(?:_[A-Z]+)*\b/g) ?? [];

  it('of the API are known by their codes', () => {
    expect(codes).toContain('RATE_LIMITED');
    expect(errorCodes).toEqual(expect.arrayContaining(codes));
  });

  it.each(errorCodes)('say in both languages what %s means, and what to do next', (code) => {
    for (const { error } of [en, ru]) {
      const { what, next } = error[code];
      expect([what, next]).toEqual([expect.stringMatching(/^\p{Lu}.+\.$/u), expect.stringMatching(/^\p{Lu}.+\.$/u)]);
      expect(next).not.toBe(what);
    }
  });
});

describe('the texts that the client asks for', () => {
  const root = new URL('../..', import.meta.url);
  const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:vue|ts)$/.test(name) && !/\.test\.ts$|locales\//.test(name))
    .map((name) => readFileSync(new URL(name, root), 'utf8'))
    .join('\n');
  const asked = [...source.matchAll(/\bt\(\s*'([\w.]+)'|keypath="([\w.]+)"/g)].map(
    ([, text, path]) => text ?? path ?? '',
  );
  /** Such as `log.${kind}`, each a pattern of the keys it may become. */
  const patterns = [...source.matchAll(/`(\w+\.(?:[\w.]|\$\{[^}]*\})*\$\{[^}]*\}[\w.]*)`/g)].map(
    ([, template]) => new RegExp(`^${(template as string).replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '\\w+')}$`),
  );
  const keys = english.map(([key]) => key);

  it('are there', () => {
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('are all the texts that there are', () => {
    const isUsed = (key: string) =>
      source.includes(`'${key}'`) || asked.includes(key) || patterns.some((each) => each.test(key));
    expect(keys.filter((key) => !isUsed(key))).toEqual([]);
  });
});

describe('pluralIndex', () => {
  it('knows one, few and many in Russian', () => {
    const index = pluralIndex('ru');
    expect([1, 21, 2, 24, 5, 11, 12, 0].map((n) => index(n, 3))).toEqual([0, 0, 1, 1, 2, 2, 2, 2]);
  });

  it.each([
    [1, '1 непрочитанное сообщение'],
    [3, '3 непрочитанных сообщения'],
    [5, '5 непрочитанных сообщений'],
    [11, '11 непрочитанных сообщений'],
    [21, '21 непрочитанное сообщение'],
    [112, '112 непрочитанных сообщений'],
  ])('makes Russian say %i as it is said', (n, said) => {
    const { t } = createI18n({
      legacy: false,
      locale: 'ru',
      messages: { ru },
      pluralRules: { ru: pluralIndex('ru') },
    }).global;
    expect(t('nav.unread', { n }, n)).toBe(said);
  });

  it('takes a surplus form for zero', () => {
    expect([0, 1, 2].map((n) => pluralIndex('en')(n, 3))).toEqual([0, 1, 2]);
    expect([0, 1, 2, 5].map((n) => pluralIndex('ru')(n, 4))).toEqual([0, 1, 2, 3]);
  });
});
