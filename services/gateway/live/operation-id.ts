import { LRUCache } from 'lru-cache';

/** Clients number their operations or make up unique ids: of the first kind most sockets have the same few. */
const known = new LRUCache<string, Buffer>({ max: 1_000 });

/**
 * A client's id of an operation as a JSON string in UTF-8. The same buffer for all who use the same, and one of its own: as a slice of Node's pool it would keep
 * all of that alive.
 */
export function operationIdBytes(id: string): Buffer {
  let bytes = known.get(id);
  if (!bytes) {
    const text = JSON.stringify(id);
    bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
    bytes.write(text);
    known.set(id, bytes);
  }
  return bytes;
}
