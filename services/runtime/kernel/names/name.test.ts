import fc from 'fast-check';
import { isAppError } from '../errors/app-error.ts';
import { addressedName, foldName, parseName } from './name.ts';

/** Whatever could be typed where a name is asked for. */
const anything = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 70 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.stringMatching(/^[\p{L}\p{M}\p{N}_-]{1,6}$/u),
);

function parsed(raw: string): ReturnType<typeof parseName> | undefined {
  try {
    return parseName('name', raw);
  } catch (error) {
    if (isAppError(error, 'BAD_USER_INPUT')) return undefined;
    throw error;
  }
}

describe('a new name', () => {
  it.each([
    'a',
    'Lobby_1',
    'комната-7',
    '日本語',
    'نقاش',
    'हिन्दी',
    '2024',
    'x'.repeat(64),
    'Größe',
    'JR東日本',
    'ＡＢＣ',
    'İpek',
    'Việt',
  ])('may be %j, and is shown as it was typed', (name) => {
    expect(parseName('name', name).shown).toBe(name.normalize('NFC'));
  });

  it.each([
    ['nothing', ''],
    ['a space', ' '],
    ['several words', 'a b'],
    ['punctuation', 'a.b'],
    ['a wildcard', '*'],
    ['another wildcard', '>'],
    ['a path', 'a/b'],
    ['a tab', 'a\tb'],
    ['a right-to-left override', '\u202Eabc'],
    ['a space without width', '\u200B'],
    ['an emoji', '😀'],
    ['markup', '<b>'],
    ['a lone surrogate', '\uD800'],
    ['65 letters', 'x'.repeat(65)],
    ['a variation selector', 'boss\uFE0F'],
    ['a joiner', 'bo\u200Dss'],
    ['a grapheme joiner', 'bo\u034Fss'],
    ['a Hangul filler, which is a letter that nobody sees', 'boss\u3164'],
    ['a filler alone', '\u115F'],
    ['a code point without a meaning', 'boss\u{E0FFF}'],
    ['an unassigned letter', 'boss\u0378'],
    ['a keycap', 'boss\u20E3'],
    ['dashes alone', '---'],
    ['an underscore alone', '_'],
    ['a mark alone', '\u0301'],
    ['a mark before its letter', '\u0301a'],
    ['the same mark twice', 'bo\u0301\u0301ss'],
    ['a pile of marks', 'bo\u0301\u0302\u0303\u0304\u0306ss'],
    ['letters of two scripts', 'bоss'],
    ['a letter and digits of two scripts', 'boss२'],
  ])('is not %s, and the error names the field', (_case, name) => {
    expect(() => parseName('room', name)).toThrow(
      expect.objectContaining({ name: 'AppError', code: 'BAD_USER_INPUT', field: 'room' }),
    );
  });

  it('is addressed in any letter case and composition', () => {
    expect(parseName('name', 'Cafe\u0301').folded).toBe(parseName('name', 'CAFÉ').folded);
    expect(foldName('ÉCOLE')).toBe('école');
  });

  it('is found by what it is addressed as', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const name = parsed(raw);
        if (!name) return;
        for (const typed of [raw, raw.normalize('NFD'), raw.toLowerCase()]) {
          expect(addressedName(typed)).toBe(name.folded);
        }
      }),
    );
  });

  it('stays the same name when it is typed as it is shown', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const name = parsed(raw);
        if (name) expect(parseName('name', name.shown)).toEqual(name);
      }),
    );
  });
});

describe('a name of before', () => {
  it.each(['boss\uFE0F', 'bоss', '---', 'boss\u3164', 'm²'])('is still addressed: %j', (name) => {
    expect(addressedName(name)).toBe(foldName(name));
  });

  it.each(['', 'a b', 'a.b', '*', '😀', '\uD800', 'x'.repeat(65)])('was never %j', (name) => {
    expect(addressedName(name)).toBeUndefined();
  });
});
