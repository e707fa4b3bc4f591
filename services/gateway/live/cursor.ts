import { crc32 } from 'node:zlib';
import { badInput } from '@confab/runtime/kernel/errors/app-error';

/** What a cursor belongs to. A cursor of one room means nothing in another. */
export interface CursorScope {
  kind: 'room' | 'inbox';
  id: string;
}

/** What a cursor says: a position in each stream of a feed, and the epoch of the store that it counts in. */
export interface Positions {
  epochs: readonly string[];
  positions: readonly number[];
}

const VERSION = 1;
const MAX_LENGTH = 1_024;
const SUM_DIGITS = 8;

/**
 * Writes cursors of one feed: base64url of a checksum and `[version, kind, id, epochs, positions]`. Clients take it as opaque. The checksum finds
 * damage, not malice: a forged position only changes where its owner's own reading starts, and every read is authorised.
 */
export function encodeCursor({ kind, id }: CursorScope, { epochs, positions }: Positions): string {
  const body = JSON.stringify([VERSION, kind, id, epochs, positions]);
  return Buffer.from(checksum(body) + body).toString('base64url');
}

/** Reads a cursor of that feed back. Throws BAD_USER_INPUT (`after`) for anything that `encodeCursor` did not write for the same scope. */
export function decodeCursor(cursor: string, scope: CursorScope, streams: number): Positions {
  const fields = parse(cursor);
  if (!fields || fields[0] !== VERSION) throw badInput('after', 'This is not a cursor.');
  const [, kind, id, epochs, positions] = fields;
  if (kind !== scope.kind || id !== scope.id) throw badInput('after', `This cursor is not of this ${scope.kind}.`);
  if (!isList(epochs, streams, isEpoch) || !isList(positions, streams, isPosition)) {
    throw badInput('after', 'This is not a cursor.');
  }
  return { epochs, positions };
}

function parse(cursor: string): readonly unknown[] | undefined {
  if (cursor.length > MAX_LENGTH || !/^[\w-]+$/.test(cursor)) return undefined;
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.toString('base64url') !== cursor) return undefined;
  const text = bytes.toString();
  const body = text.slice(SUM_DIGITS);
  if (text.slice(0, SUM_DIGITS) !== checksum(body)) return undefined;
  try {
    const fields: unknown = JSON.parse(body);
    return Array.isArray(fields) ? fields : undefined;
  } catch {
    return undefined;
  }
}

function checksum(body: string): string {
  return crc32(body).toString(16).padStart(SUM_DIGITS, '0');
}

const isEpoch = (value: unknown): value is string => typeof value === 'string';
const isPosition = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

function isList<Item>(value: unknown, length: number, isItem: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.length === length && value.every(isItem);
}
