/** How many partitions the timelines of all rooms are spread over; fixed for ever, as processes of different versions must agree. */
export const PARTITIONS = 256;

/** The name of each partition. */
export const partitionNames: readonly string[] = Array.from({ length: PARTITIONS }, (_, number) => `p${number}`);

/** The partition a key belongs to: FNV-1a of its UTF-16 code units, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/), modulo 256. */
export function partitionOf(key: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  }
  return partitionNames[(hash >>> 0) % PARTITIONS] as string;
}
