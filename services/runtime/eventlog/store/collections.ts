import type { CollectionSpec, Projection } from './projection.ts';

/** A collection together with the projection that owns it. */
export interface Collection {
  name: string;
  projection: string;
  spec: CollectionSpec;
}

const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]*$/;
/** Name of the column that holds the whole document beside its key. */
const RESERVED = 'doc';

/**
 * All collections of a store by name. Throws where a definition is wrong: names that are no identifiers, a collection owned twice, a key without
 * fields. These are mistakes in the program, so they are plain errors.
 */
export function collectionsOf(projections: readonly Projection[]): Map<string, Collection> {
  const found = new Map<string, Collection>();
  const names = new Set<string>();
  for (const projection of projections) {
    if (names.has(projection.name)) throw new Error(`projection "${projection.name}" is defined twice`);
    names.add(projection.name);
    for (const [name, spec] of Object.entries(projection.collections)) {
      const other = found.get(name);
      if (other) throw new Error(`collection "${name}" belongs to "${other.projection}" and to "${projection.name}"`);
      checkSpec(name, spec);
      found.set(name, { name, projection: projection.name, spec });
    }
  }
  return found;
}

/** Fields of an index in order: the key for `key`, else the named index's own followed by those of the key, which make its order total. */
export function indexFields(spec: CollectionSpec, index: string): readonly string[] {
  if (index === 'key') return spec.key;
  const fields = spec.indexes?.[index];
  if (!fields) throw new Error(`there is no index "${index}"`);
  return [...fields, ...spec.key.filter((field) => !fields.includes(field))];
}

function checkSpec(name: string, spec: CollectionSpec): void {
  const indexes = Object.entries(spec.indexes ?? {});
  const words = [name, ...spec.key, ...indexes.flatMap(([index, fields]) => [index, ...fields])];
  const wrong = words.find((word) => !IDENTIFIER.test(word));
  if (wrong !== undefined) throw new Error(`"${wrong}" in collection "${name}" is not an identifier`);
  if (spec.key.length === 0 || indexes.some(([, fields]) => fields.length === 0)) {
    throw new Error(`collection "${name}" has a key or an index without fields`);
  }
  if (spec.key.includes(RESERVED)) throw new Error(`a key field of "${name}" cannot be called "${RESERVED}"`);
  if (indexes.some(([index]) => index === 'key')) throw new Error(`an index of "${name}" cannot be called "key"`);
}
