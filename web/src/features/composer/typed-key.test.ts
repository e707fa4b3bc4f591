import { isTypedKey } from './typed-key.ts';

type Held = 'Control' | 'Meta' | 'Alt' | 'AltGraph';
const press = (key: string, ...held: Held[]) =>
  isTypedKey({
    key,
    ctrlKey: held.includes('Control'),
    metaKey: held.includes('Meta'),
    altKey: held.includes('Alt'),
    getModifierState: (state) => held.includes(state),
  });

describe('a key', () => {
  it.each(['a', 'Я', 'ñ', 'ش', 'あ', '7', '/', '@', '😀', '𝒳'])('writes what stands on it: %s', (key) => {
    expect(press(key)).toBe(true);
  });

  it.each(['Dead', 'Process', 'Compose'])('begins a character: %s', (key) => expect(press(key)).toBe(true));

  it.each([' ', 'Enter', 'Tab', 'Escape', 'ArrowUp', 'Shift', 'F5', 'Backspace', 'Unidentified'])(
    'does something else: %s',
    (key) => expect(press(key)).toBe(false),
  );

  it.each(['Control', 'Meta', 'Alt'] as const)('is a shortcut while %s is held', (held) => {
    expect(press('b', held)).toBe(false);
  });

  it('writes the third sign that stands on it while AltGr is held, also where Ctrl and Alt are said to be', () => {
    expect([press('@', 'AltGraph'), press('{', 'AltGraph', 'Control', 'Alt')]).toEqual([true, true]);
  });
});
