import { actionOf, keysOf, type ShortcutKey, writesLatin } from './shortcuts.ts';

const press = (key: string, held: Partial<ShortcutKey> = {}): ShortcutKey => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('actionOf', () => {
  it('knows the shortcuts, with Ctrl or Cmd', () => {
    expect(actionOf(press('k', { ctrlKey: true }))).toBe('switch');
    expect(actionOf(press('k', { metaKey: true }))).toBe('switch');
    expect(actionOf(press('/', { ctrlKey: true }))).toBe('list');
    expect(actionOf(press('Escape'))).toBe('markRead');
  });

  it('tells the next room from the next unread one', () => {
    expect(actionOf(press('ArrowDown', { altKey: true }))).toBe('nextPlace');
    expect(actionOf(press('ArrowDown', { altKey: true, shiftKey: true }))).toBe('nextUnread');
    expect(actionOf(press('ArrowUp', { altKey: true }))).toBe('previousPlace');
    expect(actionOf(press('ArrowUp', { altKey: true, shiftKey: true }))).toBe('previousUnread');
  });

  it.each([
    ['French', 'k', 'KeyK', {}, 'switch'],
    ['French', 'F', 'KeyF', { shiftKey: true }, 'search'],
    ['French', '/', 'Period', { shiftKey: true }, 'list'],
    ['French', '!', 'Slash', {}, undefined],
    ['German', '/', 'Digit7', { shiftKey: true }, 'list'],
    ['German', '-', 'Slash', {}, undefined],
    ['Dvorak', 'k', 'KeyV', {}, 'switch'],
    ['Dvorak', 't', 'KeyK', {}, undefined],
    ['Dvorak', 'U', 'KeyF', { shiftKey: true }, undefined],
    ['Dvorak', 'z', 'Slash', {}, undefined],
    ['Dvorak', '/', 'BracketLeft', {}, 'list'],
    ['Lithuanian', 'š', 'KeyF', { shiftKey: true }, undefined],
    ['Russian', 'л', 'KeyK', {}, 'switch'],
    ['Russian', 'А', 'KeyF', { shiftKey: true }, 'search'],
    ['Russian', '.', 'Slash', {}, 'list'],
    ['Russian', '-', 'Minus', {}, undefined],
    ['Serbian', '-', 'Slash', {}, undefined],
    ['Bulgarian', 'б', 'Slash', {}, 'list'],
    ['Hebrew', 'ל', 'KeyK', {}, 'switch'],
    ['Hebrew', '.', 'Slash', {}, 'list'],
    ['Greek', 'κ', 'KeyK', {}, 'switch'],
    ['Greek', 'Φ', 'KeyF', { shiftKey: true }, 'search'],
    ['Greek', '/', 'Slash', {}, 'list'],
    ['Arabic', 'ن', 'KeyK', {}, 'switch'],
    ['Hindi', '्', 'KeyD', {}, undefined],
    ['Thai', 'า', 'KeyK', {}, 'switch'],
    ['Japanese', 'め', 'Slash', {}, 'list'],
  ] as const)('goes by the letter, on a %s keyboard with Ctrl and %s at %s', (_layout, key, code, held, action) => {
    expect(actionOf(press(key, { code, ctrlKey: true, ...held }))).toBe(action);
  });

  it('leaves the dot of a Turkish keyboard alone once it is known to have Latin letters', () => {
    const dot = press('.', { code: 'Slash', ctrlKey: true });
    expect(actionOf(dot, writesLatin(press('ş')))).toBeUndefined();
    expect(actionOf(dot, writesLatin(press('л')))).toBe('list');
    expect([press('.'), press('k', { metaKey: true }), press('Enter')].map(writesLatin)).toEqual(
      Array(3).fill(undefined),
    );
  });

  it('leaves everything else alone', () => {
    expect(actionOf(press('k'))).toBeUndefined();
    expect(actionOf(press('ArrowDown'))).toBeUndefined();
    expect(actionOf(press('k', { ctrlKey: true, shiftKey: true }))).toBeUndefined();
    expect(actionOf(press('Escape', { altKey: true }))).toBeUndefined();
  });
});

describe('keysOf', () => {
  it('names the keys as the keyboard does', () => {
    expect(keysOf('nextUnread', false)).toEqual(['Alt', 'Shift', '↓']);
    expect(keysOf('switch', true)).toEqual(['⌘', 'K']);
    expect(keysOf('markRead', false)).toEqual(['Esc']);
  });
});
