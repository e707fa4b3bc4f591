import { checkEmoji } from './emoji.ts';
import { checkIdempotencyKey, checkText, comparableText } from './text.ts';

const refusal = (field: string) => expect.objectContaining({ code: 'BAD_USER_INPUT', field });

describe('the text of a message', () => {
  it.each([
    'x',
    '<script>alert(1)</script>',
    'a\tb\nc',
    '👩‍👩‍👧‍👦',
    'x'.repeat(4_000),
    '😀'.repeat(4_000),
    '\u202Eabc',
  ])('takes %j', (text) => {
    expect(checkText(text)).toBe(text);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t\u00A0\u3000'],
    ['invisible characters', '\u200B\u2060\uFEFF'],
    ['4,001 characters', 'x'.repeat(4_001)],
    ['4,001 emoji', '😀'.repeat(4_001)],
    ['10,000 characters', 'x'.repeat(10_000)],
    ['a lone high surrogate', 'a\uD83Db'],
    ['a lone low surrogate', 'a\uDE00'],
    ['a null character', 'a\0b'],
    ['an escape', 'a\u001B[31m'],
    ['a C1 control', 'a\u0085b'],
  ])('refuses %s', (_, text) => {
    expect(() => checkText(text)).toThrow(refusal('text'));
  });

  it('keeps one kind of line break', () => {
    expect(checkText('a\r\nb\rc')).toBe('a\nb\nc');
  });
});

describe('a text as repeats are compared', () => {
  it.each([
    ['line breaks', 'a\r\nb', 'a\rb'],
    ['composed letters', 'caf\u00e9', 'cafe\u0301'],
  ])('does not depend on its %s', (_, one, other) => {
    expect(comparableText(one)).toBe(comparableText(other));
  });

  it.each([' ', 'A', 'а', 'a\uFEFF'])('is another: %j', (other) => {
    expect(comparableText(other)).not.toBe(comparableText('a'));
  });
});

describe('an idempotency key', () => {
  it('has 1 to 64 characters', () => {
    expect(checkIdempotencyKey('x'.repeat(64))).toHaveLength(64);
    expect(checkIdempotencyKey('😀'.repeat(64))).toHaveLength(128);
  });

  it.each(['', 'x'.repeat(65), 'a\0'])('refuses %j', (key) => {
    expect(() => checkIdempotencyKey(key)).toThrow(refusal('idempotencyKey'));
  });
});

describe('a reaction', () => {
  it.each(['👍', '👍🏽', '❤️', '👩‍👩‍👧‍👦', '🇩🇪', '1️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'])('takes %s', (emoji) => {
    expect(checkEmoji(emoji)).toBe(emoji);
  });

  it('takes the picture for a character without its selector', () => {
    expect(checkEmoji('❤')).toBe('❤️');
  });

  it.each(['', 'a', '1', '👍👍', '👍x', ' 👍', '<b>', '\uD83D', '🏽🏽', '👍'.repeat(1_000)])('refuses %j', (emoji) => {
    expect(() => checkEmoji(emoji)).toThrow(refusal('emoji'));
  });
});
