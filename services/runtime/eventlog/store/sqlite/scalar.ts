import type { Scalar } from '../projection.ts';

/** Whole numbers go in as SQLite integers: `node:sqlite` would bind every number as a float of eight bytes and print it as `1.0` in documents. */
export function toSql(value: Scalar): string | number | bigint {
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
}
