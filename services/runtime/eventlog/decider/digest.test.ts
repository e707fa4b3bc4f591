import { digestOf } from './digest.ts';

describe('the digest of what a command says', () => {
  it('is the same for the same, and short', () => {
    expect(digestOf('key', ['lobby', 'hello'])).toBe(digestOf('key', ['lobby', 'hello']));
    expect(digestOf('key', ['lobby', 'x'.repeat(4_000)])).toHaveLength(22);
  });

  it.each([
    ['another text', ['lobby', 'hallo', undefined]],
    ['another room', ['lobby2', 'hello', undefined]],
    ['one part more', ['lobby', 'hello', 'id']],
    ['parts cut elsewhere', ['lobbyh', 'ello', undefined]],
    ['quotes that look like a cut', ['lobby","hello', '', undefined]],
    ['a lone surrogate', ['lobby', 'hello\ud800', undefined]],
    ['what that is encoded as', ['lobby', 'hello\ufffd', undefined]],
  ])('differs for %s', (_, other) => {
    const digests = new Set([digestOf('key', ['lobby', 'hello', undefined]), digestOf('key', other)]);
    expect(digests.size).toBe(2);
  });

  it('tells nobody that two commands said the same', () => {
    expect(digestOf('one', ['hello'])).not.toBe(digestOf('two', ['hello']));
  });

  it('takes what is absent and null for the same', () => {
    expect(digestOf('key', ['hello', undefined])).toBe(digestOf('key', ['hello', null]));
  });
});
