import { foldName, parseName } from './name.ts';

describe('parseName', () => {
  it('keeps letters of any script, digits, dash and underscore', () => {
    for (const name of ['a', 'Lobby_1', 'комната-7', '日本語', 'نقاش', 'हिन्दी', 'x'.repeat(64)]) {
      expect(parseName('name', name).shown).toBe(name.normalize('NFC'));
    }
  });

  it('holds names equal that differ in case or composition only', () => {
    expect(parseName('name', 'Cafe\u0301').folded).toBe(parseName('name', 'CAFÉ').folded);
    expect(foldName('ÉCOLE')).toBe('école');
  });

  it.each([
    '',
    ' ',
    'a b',
    'a.b',
    '*',
    '>',
    'a/b',
    'a\tb',
    '\u202Eabc',
    '\u200B',
    '😀',
    '<b>',
    '\uD800',
    'x'.repeat(65),
  ])('refuses %j and names the field', (name) => {
    expect(() => parseName('room', name)).toThrow(
      expect.objectContaining({ name: 'AppError', code: 'BAD_USER_INPUT', field: 'room' }),
    );
  });
});
