import { bounds } from '../bounds.ts';
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
