import { meantName, mentionsIn } from './mentions.ts';

/** The first of the possible names of each mention. */
const named = (text: string): string[] => mentionsIn(text).map(([name = '']) => name);
/** Whom a text means where these names are somebody's. */
const meant = (text: string, ...people: string[]): string[] =>
  mentionsIn(text).map((names) => meantName(names, (name) => people.includes(name)));

describe('a mention', () => {
  it.each([
    ['hello', []],
    ['@bob hi', ['bob']],
    ['hi @Bob, (@álice) and @bob!', ['bob', 'álice']],
    ['"@bob": <@ann>|@eve', ['bob', 'ann', 'eve']],
    ['@a_b-c.', ['a_b-c']],
    ['@2024 @Мария @דוד', ['2024', 'мария', 'דוד']],
    ['**@bob** *@ann* ~~@eve~~', ['bob', 'ann', 'eve']],
    ['_@bob_ __@ann__ (_@eve_)', ['bob', 'ann', 'eve']],
    ['- @bob\n> @ann\n# @eve\n1. @joe', ['bob', 'ann', 'eve', 'joe']],
    ['| @bob | @ann |\n|-|-|\n| @eve | |', ['bob', 'ann', 'eve']],
    ['@bob.smith', ['bob']],
    ['<*@bob>* <a @ann>', ['bob', 'ann']],
    ['你好@小明，请看', ['小明']],
    ['@小明@小红', ['小明', '小红']],
    ['`code` @bob `more` @ann', ['bob', 'ann']],
    ['` @bob', ['bob']],
    ['\\\\@bob', ['bob']],
    ['[x] (@bob) [@ann]', ['bob', 'ann']],
  ])('is found in %j', (text, names) => {
    expect(named(text)).toEqual(names);
  });

  it.each([
    'write to bob@example.org or <bob@example.org>',
    'bob.@example ann-@example a/@bob #@bob &@bob',
    '@@bob @ bob @- @_',
    'snake_@bob',
    '`@bob` ``a ` @bob`` `a\n@bob`',
    '```\n@bob\n```',
    '~~~ts\n@bob\n\n@ann',
    '> ```\n> @bob\n> ```',
    '- a\n  ```\n  @bob\n  ```',
    '\\@bob',
    '[@bob](https://example.org)',
    '[a](https://example.org/@bob "@ann")',
    '<https://example.org/@bob>',
    'https://example.org/@bob?x=@ann, http://example.org:8080/(@bob)',
    '小明@example.org',
  ])('is none in %j', (text) => {
    expect(named(text)).toEqual([]);
  });

  it.each([
    ['@小明请看', ['小明']],
    ['@小明请看', ['小明请看', '小明']],
    ['@田中さん、こんにちは', ['田中']],
    ['@tanakaさん', ['tanaka']],
    ['안녕 @철수야', ['철수']],
    ['สวัสดี@สมชายครับ', ['สมชาย']],
    ['@bob_', ['bob']],
    ['@bob_', ['bob_', 'bob']],
    ['see @bob--', ['bob']],
    ['_ask @bob_', ['bob']],
  ])('in %j means the longest name that somebody has: %j', (text, people) => {
    expect(meant(text, ...people)).toEqual(people.slice(0, 1));
  });

  it('means nobody else than who is named: no name ends within a word of a script with spaces', () => {
    expect(mentionsIn('@bobby @Боба @bob2')).toEqual([['bobby'], ['боба'], ['bob2']]);
  });

  it('never ends before the mark of a letter', () => {
    expect(mentionsIn('@สมี').flat()).toEqual(['สมี', 'ส']);
  });

  it('counts once, and the 21st not at all', () => {
    expect(named('@bob @Bob @BOB')).toEqual(['bob']);
    const many = Array.from({ length: 30 }, (_, i) => `@user${i}`).join(' ');
    expect(mentionsIn(many)).toHaveLength(20);
    expect(mentionsIn(`\`\` ${many}`)).toHaveLength(20);
  });

  it.each([
    '@',
    '`@',
    '[@',
    '[@](http://x "',
    '](<http://',
    '> @',
    '- @`',
    '`` ` @',
    '\\@',
    'http://[@',
    '@小明`',
    '_@',
    '|\n',
    '```\n@',
  ])('is found in linear time among %j', (piece) => {
    const text = `@bob ${piece.repeat(Math.ceil(4_000 / piece.length))}`.slice(0, 4_000);
    const started = performance.now();
    mentionsIn(text);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
