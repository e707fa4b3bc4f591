import type { Find, Scalar } from './projection.ts';

/** One end of a range. */
export interface Bound {
  operator: '>' | '>=' | '<';
  value: Scalar;
}

/** A find's range by its tightest bounds: at most one below and one above. A prefix is the range up to the least string above all that begin with it. */
export function bounds({ greaterThan, lessThan, startsWith }: Find): Bound[] {
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

/** Numbers before strings, strings by the bytes of UTF-8. */
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
