import { textKey } from './text-key.ts';

describe('the key of a text', () => {
  it('is the text where that is short, and short where it is long', () => {
    expect(textKey('{ me { id } }')).toBe('{ me { id } }');
    expect(textKey('x'.repeat(100_000)).length).toBeLessThan(64);
  });

  it('is another for another text, also where that looks like a key', () => {
    const long = textKey('x'.repeat(100_000));
    const keys = ['a', 'b', long, 'x'.repeat(100_001), `${'x'.repeat(99_999)}y`].map(textKey);
    expect(new Set([...keys, long]).size).toBe(6);
    expect(textKey('x'.repeat(100_000))).toBe(long);
  });

  it('costs about the same for texts of one length, however many there are', () => {
    const texts = Array.from({ length: 5_000 }, (_, n) => `${'x'.repeat(20_000)}${n}`.padEnd(20_010));
    const keys = new Map<string, number>();
    const started = performance.now();
    for (const [n, text] of texts.entries()) keys.set(textKey(text), n);
    // As keys themselves they would take half a minute.
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(keys.size).toBe(texts.length);
  });
});
