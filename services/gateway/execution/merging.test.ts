import { parse } from 'graphql';
import { countMergedPairs } from './merging.ts';

const pairs = (query: string, most = 1_000) => countMergedPairs(parse(query), most);
const times = (count: number, text: string) => Array.from({ length: count }, () => text).join(' ');

describe('fields that are merged', () => {
  it.each([
    ['none', '{ a b c }', 0],
    ['of one name', '{ a a a }', 3],
    ['under an alias', '{ a b: a a: b }', 1],
    ['below those that are merged', '{ a { x } a { x } a { x } }', 6],
    ['of fragments', '{ ...F ...G a } fragment F on T { a } fragment G on T { a }', 3],
    ['of a fragment that is spread twice', '{ ...F ...F } fragment F on T { a }', 0],
    ['of the dearer of two operations', 'query A { a a } query B { a a a }', 3],
  ])('are counted in pairs: %s', (_what, query, expected) => {
    expect(pairs(query)).toBe(expected);
  });

  it.each([
    ['repeats inside of repeats', `{ ${times(20, `a { ${times(20, 'b')} }`)} }`],
    [
      'fragments that select each other',
      `{ ...F0 } ${Array.from({ length: 40 }, (_, n) => `fragment F${n} on T { a { ...F${(n + 1) % 40} ...F${(n + 2) % 40} } b { ...F${(n + 3) % 40} } }`).join(' ')}`,
    ],
  ])('are counted no further than is asked for: %s', (_what, query) => {
    expect(pairs(query)).toBeGreaterThan(1_000);
  });
});
