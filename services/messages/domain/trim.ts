/**
 * Parts of each sort that a state keeps when it is trimmed, and the size at which that happens.
 * Most commands concern recent parts.
 */
const KEPT = 32;
const TOO_MANY = 64;

/**
 * Drops the oldest parts that are on disk, once there are too many. Parts that a write in flight
 * concerns stay, however many they are.
 */
export function trimParts<Key>(parts: Map<Key, { touchedSeq: number }>, committedSeq: number): void {
  if (parts.size <= TOO_MANY) return;
  for (const [key, { touchedSeq }] of parts) {
    if (touchedSeq > committedSeq) continue;
    parts.delete(key);
    if (parts.size <= KEPT) return;
  }
}
