const SUM_DIGITS = 8;

/**
 * Positions in the streams of a cursor, in the order of the feed's streams. To clients a cursor is opaque; a checker may look. Written by
 * `services/gateway/live/cursor.ts`.
 */
export function positionsOf(cursor: string): number[] {
  const text = Buffer.from(cursor, 'base64url').toString().slice(SUM_DIGITS);
  const [, , , , positions] = JSON.parse(text) as [number, string, string, string[], number[]];
  return positions;
}
