import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { emojiForm } from '@confab/text/emoji';
import fc from 'fast-check';
import { checkEmoji } from './emoji.ts';

interface PickerEmoji {
  emoji: string;
  skins?: PickerEmoji[];
}

const data = createRequire(import.meta.url).resolve('emoji-picker-element-data/en/emojibase/data.json');
/** Every emoji of the web app's picker, in every skin tone. */
const PICKED = (JSON.parse(readFileSync(data, 'utf8')) as PickerEmoji[])
  .flatMap(({ emoji, skins = [] }) => [emoji, ...skins.map((skin) => skin.emoji)])
  .filter((emoji) => emoji !== undefined);

const SELECTORS = /[\u{FE0E}\u{FE0F}]/gu;
/** Where a keyboard may put a selector, or leave it out: behind whatever is an emoji by itself. */
const EMOJI_PART = /\p{Emoji}/u;

/** One emoji of the picker with a selector, or none, behind each of its parts. */
const typed = fc.constantFrom(...PICKED).chain((picked) => {
  const parts = [...picked.replace(SELECTORS, '')];
  const selector = fc.constantFrom('', '\u{FE0F}', '\u{FE0E}');
  return fc.array(selector, { minLength: parts.length, maxLength: parts.length }).map((selectors) => ({
    picked,
    form: parts.map((part, index) => part + (EMOJI_PART.test(part) ? selectors[index] : '')).join(''),
  }));
});

describe('a reaction', () => {
  it('may be any emoji of the picker', () => {
    expect(PICKED.length).toBeGreaterThan(3_900);
    const refused = PICKED.filter((emoji) => {
      try {
        return !checkEmoji(emoji);
      } catch {
        return true;
      }
    });
    expect(refused).toEqual([]);
  });

  it('is another one for each emoji of the picker', () => {
    expect(new Set(PICKED.map(checkEmoji)).size).toBe(PICKED.length);
  });

  it('is one and the same in every form that a keyboard sends', () => {
    fc.assert(fc.property(typed, ({ picked, form }) => checkEmoji(form) === checkEmoji(picked)));
  });

  it('is kept in a form that stays as it is', () => {
    fc.assert(fc.property(typed, ({ form }) => emojiForm(checkEmoji(form)) === checkEmoji(form)));
  });

  it.each([
    ['a thumb as the picker has it', '👍\u{FE0F}', '👍'],
    ['a heart without the selector', '❤', '❤️'],
    ['a heart as a character', '❤\u{FE0E}', '❤️'],
    ['a skin tone behind a selector', '✌\u{FE0F}🏽', '✌🏽'],
    ['a keycap without the selector', '1\u{20E3}', '1️⃣'],
    ['a flag', '🇺🇦', '🇺🇦'],
    ['the flag of Scotland with a selector', '🏴\u{FE0F}󠁧󠁢󠁳󠁣󠁴󠁿', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['a sequence without any selector', '🏳\u{200D}🌈', '🏳️‍🌈'],
    ['a sequence with half of its selectors', '👁\u{FE0F}\u{200D}🗨', '👁️‍🗨️'],
    ['a detective with a skin tone', '🕵🏽\u{200D}♂', '🕵🏽‍♂️'],
    ['lovers', '👩\u{200D}❤\u{200D}👨', '👩‍❤️‍👨'],
  ])('takes %s', (_case, form, kept) => {
    expect(checkEmoji(form)).toBe(kept);
  });

  it.each([
    '',
    ' ',
    'a',
    ':+1:',
    '1',
    '#',
    '👍👍',
    '👍 ',
    'x👍',
    '🇽',
    '🇽🇽',
    '😀\u{200D}😀',
    '\u{200D}',
    '\u{FE0F}',
    '\u{20E3}',
    '\u{D83D}',
    '🏴󠁸󠁸󠁿',
    `👍${'\u{FE0F}'.repeat(1_000)}`,
    '<b>👍</b>',
  ])('is not %j, and the error names the emoji', (raw) => {
    expect(() => checkEmoji(raw)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'emoji' }));
  });

  it('is nothing that is no emoji', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 4 }), (text) => {
        fc.pre(!/\p{Emoji}|\u{20E3}/u.test(text));
        expect(() => checkEmoji(text)).toThrow();
      }),
    );
  });
});
