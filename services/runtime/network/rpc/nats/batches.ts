import { type Frame, sizeOf } from './frames.ts';

/** Frames of one message at most. */
export const MAX_FRAMES = 256;
/** Below the 1 MB that the broker takes by default. */
const MAX_BYTES = 512 * 1024;

/**
 * Gathers what one turn of the event loop brings for the same receiver into messages: a message costs the broker and both its clients more than what is
 * in it. `send` is called at the end of the turn, with at least one item; an item that is larger than a message should be goes alone.
 */
export function createBatches<Item extends { bytes: Uint8Array }>(
  send: (receiver: string, items: readonly Item[]) => void,
): (receiver: string, item: Item) => void {
  let waiting = new Map<string, Item[][]>();
  let bytes = new Map<string, number>();

  const flush = () => {
    const gathered = waiting;
    waiting = new Map();
    bytes = new Map();
    for (const [receiver, batches] of gathered) for (const batch of batches) send(receiver, batch);
  };

  return (receiver, item) => {
    if (waiting.size === 0) setImmediate(flush);
    const batches = waiting.get(receiver) ?? [[]];
    waiting.set(receiver, batches);
    const size = sizeOf({ id: 0, bytes: item.bytes } satisfies Frame);
    const total = (bytes.get(receiver) ?? 0) + size;
    const last = batches.at(-1) as Item[];
    if (last.length > 0 && (last.length === MAX_FRAMES || total > MAX_BYTES)) {
      batches.push([item]);
      bytes.set(receiver, size);
    } else {
      last.push(item);
      bytes.set(receiver, total);
    }
  };
}
