import { indexFields } from '../collections.ts';
import type { CollectionSpec, Find, Scalar } from '../projection.ts';
import { fieldExpression, presence } from './schema.ts';

export interface Query {
  /** From WHERE on, without the limit; depends on the shape of the find, never on its values. */
  where: string;
  order: string;
  params: Scalar[];
}

/**
 * A find as one scan of a range of its index. Both bounds end up in the index search: of several lower or upper bounds only the tightest is
 * passed on, because SQLite would use one of them and filter by the rest. Throws where the find does not fit the index.
 */
export function findQuery(spec: CollectionSpec, find: Find): Query {
  const fields = indexFields(spec, find.index);
  const own = find.index === 'key' ? [] : (spec.indexes?.[find.index] ?? []);
  if (find.equal.length > fields.length)
    throw new Error(`index "${find.index}" has ${fields.length} fields, not ${find.equal.length}`);
  const expressions = fields.map((field) => fieldExpression(spec, field));
  const terms = expressions.slice(0, find.equal.length).map((expression) => `${expression} = ?`);
  const params = [...find.equal];
  const ranged = expressions[find.equal.length];
  for (const { operator, value } of bounds(find)) {
    if (ranged === undefined) throw new Error(`index "${find.index}" has no field after those that are equal`);
    terms.push(`${ranged} ${operator} ?`);
    params.push(value);
  }
  const present = presence(spec, own);
  if (present) terms.push(present);
  const direction = find.order === 'descending' ? ' DESC' : '';
  const rest = expressions.slice(find.equal.length).map((expression) => expression + direction);
  return {
    where: terms.length === 0 ? '' : ` WHERE ${terms.join(' AND ')}`,
    order: rest.length === 0 ? '' : ` ORDER BY ${rest.join(', ')}`,
    params,
  };
}

interface Bound {
  operator: '>' | '>=' | '<';
  value: Scalar;
}

function bounds({ greaterThan, lessThan, startsWith }: Find): Bound[] {
  const found: Bound[] = [];
  const from: Bound | undefined = startsWith === undefined ? undefined : { operator: '>=', value: startsWith };
  const end = startsWith === undefined ? undefined : prefixEnd(startsWith);
  if (greaterThan !== undefined && (from === undefined || compare(greaterThan, from.value) >= 0)) {
    found.push({ operator: '>', value: greaterThan });
  } else if (from) found.push(from);
  if (lessThan !== undefined && (end === undefined || compare(lessThan, end) <= 0)) {
    found.push({ operator: '<', value: lessThan });
  } else if (end !== undefined) found.push({ operator: '<', value: end });
  return found;
}

/** As SQLite does: numbers before strings, strings by the bytes of UTF-8. */
function compare(a: Scalar, b: Scalar): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'number') return -1;
  if (typeof b === 'number') return 1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

const LAST_CODE_POINT = 0x10ffff;

/** The least string above all that begin with `prefix`; undefined where there is none. */
function prefixEnd(prefix: string): string | undefined {
  const points = [...prefix].map((char) => char.codePointAt(0) ?? 0);
  while (points.at(-1) === LAST_CODE_POINT) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  // Surrogates are no characters: UTF-8 has nothing between U+D7FF and U+E000.
  const next = last === 0xd7ff ? 0xe000 : last + 1;
  return String.fromCodePoint(...points, next);
}
