import { termsOf, wantedBy } from './words.ts';

describe('words of a text', () => {
  it.each([
    ['Hello, world!', ['hello', 'world']],
    ['don’t_panic-42', ['don', 't', 'panic', '42']],
    ['ёж ЁЖ', ['еж']],
    ['ﬁne', ['fine']],
    ['日本語 と', ['日', '本', '語', '日本', '本語', 'と']],
    ['v2上海', ['v2', '上', '海', '上海']],
    ['Café', ['cafe']],
    ['🙂 --- !', []],
    ['', []],
  ])('of %j hold %j', (text, words) => {
    expect(termsOf(text)).toEqual(expect.arrayContaining(words));
    expect(termsOf(text)).toHaveLength(new Set([...words, ...termsOf(words.join(' '))]).size);
  });

  it.each([
    ['комната', 'комнаты'],
    ['сообщения', 'сообщений'],
    ['rooms', 'room'],
    ['running', 'runs'],
  ])('%s and %s share a stem', (one, other) => {
    const shared = wantedBy(one)?.last?.stem;
    expect(termsOf(other)).toContain(shared);
  });

  it('cuts a word that is too long, in a text and in a search alike', () => {
    const long = 'x'.repeat(500);
    expect(termsOf(long)[0]).toHaveLength(64);
    expect(termsOf(long)).toContain(wantedBy(long)?.last?.prefix);
  });
});

describe('a search', () => {
  it('wants the stems of its words, and of the last one what it begins with', () => {
    expect(wantedBy('Green rooms at')).toEqual({ terms: ['green', 'room'], last: { prefix: 'at', stem: 'at' } });
  });

  it('wants every two characters of words that touch each other, and of one character itself', () => {
    expect(wantedBy('上海东')).toEqual({ terms: ['上海', '海东'] });
    expect(wantedBy('海')).toEqual({ terms: ['海'] });
    expect(wantedBy('上海 v')).toEqual({ terms: ['上海'], last: { prefix: 'v', stem: 'v' } });
    expect(wantedBy('v2 上海')).toEqual({ terms: ['v2', '上海'] });
  });

  it('wants nothing that has no word', () => {
    expect(wantedBy(' ?! ')).toBeUndefined();
  });
});
