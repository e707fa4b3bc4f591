import fc from 'fast-check';
import { MAX_STRING } from '../context/lengths.ts';
import { longString, parseJson, toRequest } from './request.ts';

const request = (text: string) => toRequest(parseJson(text), text.length);
const LONG = 'x'.repeat(20_000);

describe('a request', () => {
  it('is what GraphQL needs, and nothing else of what was sent', () => {
    const text = JSON.stringify({ query: '{ me { id } }', extensions: { junk: LONG }, more: [1], variables: { a: 1 } });
    expect(request(text)).toEqual({
      query: '{ me { id } }',
      operationName: undefined,
      variables: { a: 1 },
      length: text.length,
    });
  });

  it.each([
    ['no JSON', '{"query": '],
    ['no object', '[]'],
    ['no query', '{}'],
    ['a query of another type', '{"query":1}'],
    ['variables of another type', '{"query":"","variables":[]}'],
    ['a name of another type', '{"query":"","operationName":1}'],
  ])('is none with %s', (_what, text) => {
    expect(request(text)).toBeUndefined();
  });

  it('says which of its strings is too long, however deep it lies', () => {
    const deep = `${'['.repeat(2_000)}"${LONG}"${']'.repeat(2_000)}`;
    expect(longString({ input: { text: JSON.parse(deep) } })).toBe('text');
    expect(longString({ text: 'x'.repeat(MAX_STRING) })).toBeUndefined();
  });

  it('has no names longer than names are', () => {
    const text = `{"query":"","variables":{"${LONG}":1,"a\\\\\\"${LONG}" : {"b":"${LONG}"},"c":2}}`;
    expect(request(text)?.variables).toEqual({ '?': { b: LONG }, c: 2 });
  });

  it('is read in no time, whatever its names', () => {
    const started = performance.now();
    for (let n = 0; n < 4_000; n += 1) request(`{"query":"","variables":{"${LONG}${n + 10_000}":1}}`);
    // With the names as they are it takes half a minute.
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('is otherwise the JSON that it is, long or short', () => {
    const pad = fc.constant(LONG);
    const name = fc.string({ unit: 'binary', maxLength: 150 });
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      name.map((each) => `${each}\\"${each}`),
      pad,
    );
    fc.assert(
      fc.property(fc.dictionary(name, value), pad, (object, padding) => {
        const text = JSON.stringify({ ...object, padding }, null, 1);
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});
