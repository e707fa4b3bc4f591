import { LITERAL_TEXTS } from './testing/literal-texts.ts';
import { withoutMarks } from './without-marks.ts';

describe('a message before the formatter is there', () => {
  it.each([
    ['**bold** and *slanted* and ~~gone~~ and __strong__', 'bold and slanted and gone and strong'],
    ['***both*** and **bold with *more* in it**', 'both and bold with more in it'],
    ['**over\ntwo lines**', 'over\ntwo lines'],
    ['press `Ctrl+K`, not `**`', 'press Ctrl+K, not **'],
    ['**`code`** in bold', 'code in bold'],
    ['# Title\n## Less\ntext', 'Title\nLess\ntext'],
    ['> quoted\n> > twice', 'quoted\ntwice'],
    ['- one\n* two\n  + three', '• one\n• two\n  • three'],
    ['1. one\n2. two', '1. one\n2. two'],
    ['```js\nconst a = b * c * d;\n```\nafter', 'js\nconst a = b * c * d;\nafter'],
    ['~~~\n**as it is**\n~~~', '**as it is**'],
    ['```\nnever closed', 'never closed'],
    [
      'see [the page](https://example.org/a_b_c "title") or <https://example.org/>',
      'see the page or https://example.org/',
    ],
    ['| a | b |\n|---|:-:|\n| 1 | 2 |', 'a  b\n1  2'],
  ])('has no marks: %j', (text, shown) => expect(withoutMarks(text)).toBe(shown));

  it.each([
    'snake_case_name and __init__.py_ and 2 * 3 * 4 and 2*3*4',
    '¯\\_(ツ)_/¯ and \\*not slanted\\*',
    'a | b, 3 > 2, # 1, -1, *',
    'https://example.org/a_b_c/*d*e',
  ])('keeps what is no mark: %j', (text) => {
    const letters = (of: string) => of.replaceAll(/[^\p{L}\p{N}]/gu, '');
    expect(letters(withoutMarks(text))).toBe(letters(text));
    expect(withoutMarks(text)).toContain(text.slice(0, 4));
  });

  it.each(LITERAL_TEXTS.filter((text) => !/[[<]/.test(text)))('loses no word: %j', (text) => {
    const words = (of: string) => of.match(/[\p{L}\p{N}]+/gu) ?? [];
    expect(words(withoutMarks(text)).join('')).toBe(words(text).join(''));
  });
});
