import { meantName, mentionsIn } from '@confab/text/mentions';
import { foldName } from '@confab/text/names';
import fc from 'fast-check';
import { createMarkdown } from './markdown.ts';

/** The names that somebody has, folded. */
const PEOPLE = new Set(['bob', 'bob_', 'ann-lee', '小明', '小', 'สมชาย', '철수', 'мария', 'tanaka', '田中']);
const isSomebody = (name: string): boolean => PEOPLE.has(name);
const toHtml = createMarkdown({ highlight: () => null });

/** Whom the web app shows as mentioned. */
function shown(text: string): string[] {
  const html = toHtml(text, { viewerName: 'ann', meant: (names) => meantName(names, isSomebody) });
  const names = [...html.matchAll(/<a href="\/direct\/([^"]*)" class="mention/g)].map(([, name = '']) =>
    foldName(decodeURIComponent(name)),
  );
  return [...new Set(names)];
}

/** Whom the server tells. */
const told = (text: string): string[] => [...new Set(mentionsIn(text).map((names) => meantName(names, isSomebody)))];

/** What texts are made of, so that marks meet each other more often than they would by chance. */
const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('@bob', '@小明', '@bob_', '@Мария', '@สมชาย', '@tanaka', '@철수야', '@nobody'),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom('`', '``', '```', '~~~', '**', '_', '*', '~~', '\\', '\\@', '<', '>', '[', ']'),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom('(', ')', '](https://x.org)', '](', '](<https://x.org/a b> "t")', '|', '|-|-|', '---'),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '\n',
      '\n\n',
      '\n> ',
      '\n- ',
      '\n  ',
      '\n    ',
      '\n1. ',
      '\n2) ',
      '\n\t',
      '\n# ',
      '\n>\t- ',
      '\n- - ',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'https://x.org/',
      'http://',
      'mailto:a@b.c',
      '<a@b.c>',
      '<https://x.org/@bob>',
      '//',
      '://',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ' ',
      ' ',
      'a',
      '你好',
      '请看',
      'さん',
      'สวัสดี',
      '，',
      '.',
      ':',
      '"',
      '#tea',
      '1',
      '#',
      '/',
      '-',
      '&',
    ),
  },
);
const text = fc.array(piece, { minLength: 1, maxLength: 24 }).map((pieces) => pieces.join(''));

describe('what is a mention', () => {
  it('is decided alike by the server and the web app', () => {
    fc.assert(
      fc.property(text, (typed) => {
        expect(shown(typed)).toEqual(told(typed));
      }),
      { numRuns: 1_500 },
    );
  });

  it('is decided alike in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.nat(80), (typed, at) => {
        const mentioning = `${typed.slice(0, at)}@bob${typed.slice(at)}`.replaceAll('\r', '');
        expect(shown(mentioning)).toEqual(told(mentioning));
      }),
    );
  });
});
