import { collectionsOf, indexFields } from './collections.ts';
import type { CollectionSpec, Projection } from './projection.ts';

const projection = (name: string, collections: Record<string, CollectionSpec>): Projection => ({
  name,
  version: 1,
  collections,
  project: () => [],
});

describe('collections of a store', () => {
  it('know their projection', () => {
    const found = collectionsOf([projection('p', { a: { key: ['x'] } }), projection('q', { b: { key: ['y'] } })]);
    expect([...found.values()].map(({ name, projection: owner }) => [name, owner])).toEqual([
      ['a', 'p'],
      ['b', 'q'],
    ]);
  });

  it.each<[string, Record<string, CollectionSpec>]>([
    ['a name that is no identifier', { 'a"b': { key: ['x'] } }],
    ['a field that is no identifier', { a: { key: ['x.y'] } }],
    ['an index that is no identifier', { a: { key: ['x'], indexes: { 'by y': ['y'] } } }],
    ['a key without fields', { a: { key: [] } }],
    ['an index without fields', { a: { key: ['x'], indexes: { byY: [] } } }],
    ['a key field called doc', { a: { key: ['doc'] } }],
    ['an index called key', { a: { key: ['x'], indexes: { key: ['y'] } } }],
  ])('cannot have %s', (_, collections) => {
    expect(() => collectionsOf([projection('p', collections)])).toThrow();
  });

  it('cannot be owned twice', () => {
    const same = { a: { key: ['x'] } };
    expect(() => collectionsOf([projection('p', same), projection('q', same)])).toThrow('belongs to "p" and to "q"');
    expect(() => collectionsOf([projection('p', same), projection('p', {})])).toThrow('defined twice');
  });

  it('order an index by its own fields and then by the rest of the key', () => {
    const spec = { key: ['room', 'seq'], indexes: { byAuthor: ['author', 'room'] } };
    expect(indexFields(spec, 'byAuthor')).toEqual(['author', 'room', 'seq']);
    expect(indexFields(spec, 'key')).toEqual(['room', 'seq']);
  });
});
