import fc from 'fast-check';
import { createMarkdown } from './markdown.ts';
import { LITERAL_TEXTS } from './testing/literal-texts.ts';
import { showsAllOf, visibleText } from './testing/what-was-typed.ts';

const toHtml = createMarkdown({ highlight: () => null });
const html = (text: string) => toHtml(text, { viewerName: 'ann' });
const seen = (text: string) => visibleText(html(text));
const withoutSpace = (text: string) => text.replace(/\s/g, '');

describe('what is shown', () => {
  it.each(LITERAL_TEXTS)('is what was typed: %j', (text) => {
    expect(withoutSpace(seen(text))).toBe(withoutSpace(text));
  });

  it('keeps several spaces, tabs and the indentation of each line', () => {
    for (const text of ['a    b', '  one\n    two\n\tthree', '      six\n  two', 'a  \n  b'])
      expect(seen(text)).toContain(text);
    expect(seen('>   two\n>     four')).toContain('  two\n    four');
  });

  it.each([
    ['quotes', '>', 'deep'],
    ['quotes with spaces', '> ', 'deep'],
    ['lists', '- ', 'deep'],
    ['brackets', '[', 'deep'],
    ['numbers', '1. ', 'deep'],
  ])('goes as deep as it was typed: %s', (_, mark, text) => {
    for (const depth of [1, 7, 8, 20, 21, 100, 1_000]) {
      expect(seen(mark.repeat(depth) + text)).toContain(text);
      expect(html(mark.repeat(depth) + text).match(/<(?:blockquote|li)>/g)?.length ?? 0).toBeLessThanOrEqual(8);
    }
  });

  it('holds everything that was typed beside a code fence', () => {
    expect(seen('```what is this\ncode\n```')).toMatch(/what is this\s*code/);
    expect(seen('```no end')).toContain('no end');
  });

  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...LITERAL_TEXTS) },
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        ...'*_~`>#|-+\\[]()<>:.!@&1 \t\n',
        '\n\n',
        '  \n',
        '    ',
        '1. ',
        '- ',
        '> ',
        '## ',
        '```',
        '|-|',
      ),
    },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        'word',
        '7',
        '@bob',
        '#tea',
        '世界',
        '👩‍👩‍👧',
        'é',
        '‮',
        '‍',
        'https://example.org/a_b_(c)*',
        'bob@example.org',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '[a](https://example.org/b)',
        '<https://example.org/>',
        '<bob@example.org>',
        '| a | b |\n|---|---|\n| 1 | 2 |',
      ),
    },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  );
  /** Texts that the server accepts: something visible, and no control characters. */
  const text = fc
    .array(piece, { minLength: 1, maxLength: 14 })
    .map((pieces) => pieces.join(''))
    .filter((typed) => /[^\s\p{Default_Ignorable_Code_Point}]/u.test(typed) && !/[^\P{Cc}\t\n]|\p{Cs}/u.test(typed));

  it('holds each visible character of any text, in order, but for marks; it is never empty, and always safe', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const shown = html(typed);
        expect(visibleText(shown)).toMatch(/[^\s\p{Default_Ignorable_Code_Point}]/u);
        expect({ typed, shown, complete: showsAllOf(typed, visibleText(shown)) }).toMatchObject({ complete: true });
        for (const [tag] of shown.matchAll(/<[^>]*>/g)) expect(tag).toMatch(SAFE_TAG);
        for (const [, href] of shown.matchAll(/ href="([^"]*)"/g))
          expect(href).toMatch(/^(?:https?:\/\/|mailto:|\/direct\/|\/rooms\/)/);
      }),
      { numRuns: 2_000 },
    );
  });
});

const TAGS = 'p|br|strong|em|s|code|pre|blockquote|ul|ol|li|a|span|div|h2|table|thead|tbody|tr|th|td';
const ATTRIBUTES = 'href|rel|target|tabindex|class|start|title|role|aria-label';
const SAFE_TAG = new RegExp(`^</?(?:${TAGS})(?: (?:${ATTRIBUTES})="[^"<>]*")*>$`);
