import { isInputMethodKey } from './input-method.ts';

describe('a key', () => {
  it.each([
    ['while a word is composed', { isComposing: true, keyCode: 13 }],
    ['of which the method says so alone, as that which ends a word in Safari', { isComposing: false, keyCode: 229 }],
  ])('belongs to an input method %s', (_when, key) => {
    expect(isInputMethodKey(key)).toBe(true);
  });

  it('is the page’s own otherwise', () => {
    expect(isInputMethodKey({ isComposing: false, keyCode: 13 })).toBe(false);
  });
});
