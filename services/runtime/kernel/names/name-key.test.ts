import fc from 'fast-check';
import { nameKey, nameKeys } from './name-key.ts';

const letters = fc.stringMatching(/^[\p{L}\p{M}\p{N}_-]{1,8}$/u);
const typed = fc.oneof(
  letters,
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const alike = (one: string, other: string) => nameKeys(one).some((key) => nameKeys(other).includes(key));

describe('names that look alike', () => {
  it.each([
    ['a selector that nobody sees', 'boss', 'boss\uFE0F'],
    ['a filler that nobody sees', 'boss', 'bo\u3164ss'],
    ['letter case', 'Boss', 'bOSS'],
    ['composition', 'Cafe\u0301', 'CAFÉ'],
    ['a Cyrillic letter among Latin ones', 'boss', 'bоss'],
    ['Cyrillic letters alone', 'pop', 'рор'],
    ['Cyrillic capital letters', 'bob', 'ВОВ'],
    ['Greek capital letters', 'NATO', 'ΝΑΤΟ'],
    ['wide letters', 'boss', 'ＢＯＳＳ'],
    ['mathematical letters', 'boss', '𝐛𝐨𝐬𝐬'],
    ['small capitals of the phonetic alphabet', 'boss', 'boꜱꜱ'],
    ['a ligature', 'file', 'ﬁle'],
    ['a zero as a letter', 'boss', 'b0ss'],
    ['a one as a letter', 'lily', '1i1y'],
    ['a capital I as an l', 'alice', 'aIice'],
    ['an l as a capital I', 'ALICE', 'ALlCE'],
    ['two letters as one', 'modem', 'rnodern'],
    ['a sharp s', 'Straße', 'STRASSE'],
    ['a final sigma', 'λόγος', 'ΛΌΓΟΣ'],
    ['a second dot on an i', 'bill', 'bi\u0307ll'],
    ['an i without a dot', 'bill', 'bıll'],
    ['digits of another script', '2024', '2๐24'],
  ])('have a key in common: %s', (_case, one, other) => {
    expect(alike(one, other)).toBe(true);
  });

  it.each([
    ['boss', 'bass'],
    ['anna', 'änna'],
    ['ivan', 'иван'],
    ['room-1', 'room-2'],
    ['room-1', 'room_1'],
    ['ann', 'anne'],
    ['日本', '日木'],
    ['한국', '한굴'],
    ['मोहन', 'मोहिन'],
  ])('are not %j and %j', (one, other) => {
    expect(alike(one, other)).toBe(false);
  });
});

describe('the key of a name', () => {
  it('is its own key', () => {
    fc.assert(
      fc.property(typed, (name) => {
        for (const key of nameKeys(name)) expect(nameKeys(key)).toEqual([key]);
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same in every letter case, composition and with characters that nobody sees', () => {
    const unseen = fc.constantFrom('\uFE0F', '\u200B', '\u200D', '\u{E0020}', '\u034F');
    fc.assert(
      fc.property(letters, unseen, (name, mark) => {
        const key = nameKey(name);
        expect(nameKey(name.normalize('NFD'))).toBe(key);
        expect(nameKey(name.normalize('NFC'))).toBe(key);
        expect(nameKey(name.toUpperCase())).toBe(key);
        expect(nameKey(name.toLowerCase())).toBe(key);
        expect(nameKey(name + mark)).toBe(key);
      }),
      { numRuns: 1_000 },
    );
  });

  it('exists for every character that a name may have', () => {
    const failed: string[] = [];
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const character = String.fromCodePoint(point);
      if (!/[\p{L}\p{M}\p{N}_-]/u.test(character)) continue;
      if (nameKeys(character).some((key) => nameKey(key) !== key)) failed.push(character);
    }
    expect(failed).toEqual([]);
  });
});
