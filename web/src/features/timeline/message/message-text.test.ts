import { cleanText, lengthOf } from './message-text.ts';

describe('the text of a message', () => {
  it.each([
    ['a null character', 'a\0b', 'ab'],
    ['the colours of a terminal', '\u001b[31mred\u001b[0m', '[31mred[0m'],
    ['a character that was deleted', 'a\u007fb', 'ab'],
    ['a C1 control', 'a\u009bb', 'ab'],
    ['half of an emoji', 'a\ud83db\ude00', 'ab'],
    ['the line breaks of Windows', 'a\r\nb\rc', 'a\nb\nc'],
    ['the line breaks of Word', 'a\vb\fc\u0085d', 'a\nb\nc\nd'],
  ])('is cleaned of %s', (_what, text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  it.each([
    ['tabs and line breaks', 'a\tb\nc'],
    ['marks of the direction', 'a\u202eb\u202c \u2066c\u2069\u200f'],
    ['joined emoji', '👩‍👩‍👧‍👦'],
    ['invisible characters', 'a\u200bb\u00adc'],
  ])('keeps %s', (_what, text) => {
    expect(cleanText(text)).toBe(text);
  });

  it('is counted by characters, not by their halves', () => {
    expect(lengthOf('😀a')).toBe(2);
  });
});
