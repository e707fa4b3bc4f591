import { actionOf, keysOf, type PressedKey } from './shortcuts.ts';

const press = (key: string, held: Partial<PressedKey> = {}): PressedKey => ({
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

  it('finds the keys on a Russian keyboard', () => {
    expect(actionOf(press('л', { code: 'KeyK', ctrlKey: true }))).toBe('switch');
    expect(actionOf(press('.', { code: 'Slash', ctrlKey: true }))).toBe('list');
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
