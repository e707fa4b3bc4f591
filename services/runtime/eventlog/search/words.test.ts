import { termsOf, wantedBy } from './words.ts';

describe('words of a text', () => {
  it.each([
    ['Hello, world!', ['hello', 'world']],
    ['don’t_panic-42', ['don', 't', 'panic', '42', '＿panic', 't＿panic', 'panic－42']],
    ['ёж ЁЖ', ['еж']],
    ['ﬁne', ['fine']],
    ['日本語 と', ['日', '本', '語', '日本', '本語', 'と']],
    ['v2上海', ['v2', '上', '海', '上海']],
    ['Café', ['cafe']],
    ['🙂 --- !', ['🙂']],
    ['C++17!', ['c', '17', 'c＋＋', '＋＋17', 'c＋＋17']],
    ['👍🏽 1️⃣', ['👍🏽', '👍', '1\u20e3']],
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

  it('hold a version with its letter and without', () => {
    expect(termsOf('v1.2')).toEqual(['v1', '2', '．2', 'v1．2', '1．2']);
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

  it.each([
    ['C++', { terms: [], last: { prefix: 'c＋＋', stem: 'c＋＋' } }],
    ['C++ templates', { terms: ['c＋＋'], last: { prefix: 'templates', stem: 'templat' } }],
    ['.NET', { terms: [], last: { prefix: '．net', stem: '．net' } }],
    ['node.j', { terms: [], last: { prefix: 'node．j', stem: 'node．j' } }],
    ['#123', { terms: ['＃123'] }],
    ['1.2.3', { terms: ['1．2', '2．3'] }],
    ['foo_bar', { terms: [], last: { prefix: 'foo＿bar', stem: 'foo＿bar' } }],
    ['src/app.ts', { terms: ['src／app'], last: { prefix: 'app．ts', stem: 'app．ts' } }],
    ['well-known', { terms: ['well'], last: { prefix: 'known', stem: 'known' } }],
    ['❤️', { terms: ['❤'] }],
    ['🚀 la', { terms: ['🚀'], last: { prefix: 'la', stem: 'la' } }],
  ])('%j is for %j', (text, wanted) => {
    expect(wantedBy(text)).toEqual(wanted);
  });

  it('has a text with more signs than anybody writes indexed by some of them', () => {
    const text = Array.from({ length: 1_000 }, (_, at) => `a${at}`).join('.');
    expect(termsOf(text).filter((term) => term.includes('．')).length).toBeLessThan(600);
    expect(termsOf(text)).toContain('a999');
  });

  it('wants nothing that has no word', () => {
    expect(wantedBy(' ?! ')).toBeUndefined();
  });
});
