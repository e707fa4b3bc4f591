import { parseDevice } from './device.ts';
import { parseDisplayName } from './display-name.ts';
import { checkNewPassword } from './password-rule.ts';

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
    ['nothing', ''],
    ['white space', ' \u3000 '],
    ['65 characters', 'a'.repeat(65)],
    ['a line break', 'a\nb'],
    ['a right-to-left override', 'a\u202eb'],
    ['a lone surrogate', 'a\ud800'],
  ])('refuses %s', (_case, raw) => {
    expect(() => parseDisplayName(raw)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'displayName' }),
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
