import { parseDisplayName } from '@confab/runtime/kernel/names/display-name';
import fc from 'fast-check';
import { parseDevice } from './device.ts';
import { checkNewPassword } from './password-rule.ts';

const UNSEEN = ['\u200B', '\u200D', '\u200C', '\uFE0F', '\u202E', '\n', '\u0000', '👩', '\u{E0061}', '葛', 'क'];

describe('parseDisplayName', () => {
  it.each([
    ['plain', 'Ada Lovelace', 'Ada Lovelace'],
    ['markup, which is text', '<b>Ada</b>', '<b>Ada</b>'],
    ['an emoji of many code points', '👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'],
    ['surrounding white space', '  Ада ', 'Ада'],
    ['64 characters outside the basic plane', '😀'.repeat(64), '😀'.repeat(64)],
  ])('takes %s', (_case, raw, shown) => {
    expect(parseDisplayName(raw)).toBe(shown);
  });

  it.each([
    ['a variation selector', 'boss\u{FE0F}', 'boss'],
    ['spaces without width', 'A\u{200B}d\u{2060}a\u{FEFF}', 'Ada'],
    ['a joiner between Latin letters', 'A\u{200D}da', 'Ada'],
    ['control characters', 'A\u0000da\u0007\u009F', 'Ada'],
    ['what reorders a line', '\u202EAda\u2066 L\u200F', 'Ada L'],
    ['a lone surrogate', 'Ada\uD800', 'Ada'],
    ['a Hangul filler', 'Ada\u3164', 'Ada'],
    ['a soft hyphen', 'A\u00ADda', 'Ada'],
    ['tags that are no flag', 'Ada\u{E0061}\u{E007F}', 'Ada'],
    ['a line break, but no word', 'Ada\r\nLovelace', 'Ada Lovelace'],
  ])('takes out %s', (_case, raw, shown) => {
    expect(parseDisplayName(raw)).toBe(shown);
  });

  it.each([
    ['a flag of tags', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
    ['a heart that is a picture', 'Ada ❤\u{FE0F}'],
    ['a rainbow flag without selectors', '🏳\u{200D}🌈'],
    ['a keycap', '1\u{FE0F}\u{20E3}'],
    ['a Persian name with a non-joiner', 'علی\u{200C}رضا'],
    ['a Sinhala name with a joiner', 'ශ්\u{200D}රී'],
    ['a Japanese name with a variant of a character', '葛\u{E0100}城'],
  ])('keeps %s', (_case, name) => {
    expect(parseDisplayName(name)).toBe(name.normalize('NFC'));
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \u3000 '],
    ['a space without width', '\u200B'],
    ['control characters', '\u0000\u0007'],
    ['a Hangul filler', '\u3164'],
    ['a Braille pattern without dots', '\u2800'],
    ['a variation selector', '\uFE0F'],
    ['a mark without a letter', '\u0301'],
    ['a lone surrogate', '\ud800'],
    ['65 characters', 'a'.repeat(65)],
  ])('refuses %s', (_case, raw) => {
    expect(() => parseDisplayName(raw)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'displayName' }),
    );
  });

  it('leaves what it has cleaned as it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.array(fc.constantFrom(...UNSEEN)),
        (text, unseen) => {
          const cleaned = parseDisplayName(`x${[...text].map((part, i) => part + (unseen[i] ?? '')).join('')}`);
          expect(parseDisplayName(cleaned)).toBe(cleaned);
          expect(cleaned).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/u);
        },
      ),
    );
  });
});

describe('parseDevice', () => {
  it.each([
    ['a user agent', ' Mozilla/5.0 (X11; Linux) Firefox/140.0 ', 'Mozilla/5.0 (X11; Linux) Firefox/140.0'],
    ['no more than 200 characters', '😀'.repeat(201), '😀'.repeat(200)],
    ['what would break or reorder the line, as a space', 'a\r\n\u202eb', 'a b'],
  ])('keeps %s', (_case, raw, kept) => {
    expect(parseDevice(raw)).toBe(kept);
  });

  it.each([undefined, '', ' \u0000'])('knows nothing of %j', (raw) => {
    expect(parseDevice(raw)).toBeNull();
  });
});

describe('checkNewPassword', () => {
  it.each([['12345678'], ['😀'.repeat(256)], ['a'.repeat(256)]])('takes %s', (password) => {
    expect(() => checkNewPassword('password', password)).not.toThrow();
  });

  it.each([['1234567'], ['😀'.repeat(7)], ['a'.repeat(257)], ['12345678\ud800']])('refuses %s', (password) => {
    expect(() => checkNewPassword('password', password)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'password' }),
    );
  });
});
