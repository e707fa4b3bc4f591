import { createTextStore } from './local-texts.ts';
import { createStorage } from './testing/storage.ts';

const refuse = (): never => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

describe('texts in a browser', () => {
  it('are those that it keeps', () => {
    const storage = createStorage();
    const texts = createTextStore(() => storage);
    expect(texts.set('a', 'one')).toBe(true);
    storage.setItem('b', 'two');
    expect([texts.get('a'), texts.get('b'), texts.get('c')]).toEqual(['one', 'two', null]);
    expect(texts.keys()).toEqual(['a', 'b']);
    texts.remove('a');
    expect(storage.getItem('a')).toBeNull();
  });

  it.each<[string, () => Storage | null | undefined]>([
    ['where the browser has no storage', () => undefined],
    ['where it is switched off', () => null],
    ['where cookies are blocked, and even to look throws', refuse],
    ['where there is no room', () => createStorage(0)],
    ['where every use of it throws', () => new Proxy(createStorage(), { get: refuse })],
  ])('live as long as the page %s', (_where, open) => {
    const texts = createTextStore(open);
    expect(texts.set('a', 'one')).toBe(false);
    expect([texts.get('a'), texts.get('b')]).toEqual(['one', null]);
    expect(texts.keys()).toEqual(['a']);
    texts.remove('a');
    expect(texts.get('a')).toBeNull();
    expect(texts.keys()).toEqual([]);
  });

  it('are the last that was written, where there was no room for it and is again', () => {
    const storage = createStorage(3);
    const texts = createTextStore(() => storage);
    expect(texts.set('a', 'one')).toBe(true);
    expect(texts.set('a', 'too long')).toBe(false);
    expect(texts.get('a')).toBe('too long');
    expect(texts.set('a', 'two')).toBe(true);
    expect([texts.get('a'), storage.getItem('a')]).toEqual(['two', 'two']);
  });
});
