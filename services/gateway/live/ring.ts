import type { Entry } from './entry.ts';

const MAX_ENTRIES = 256;
const MAX_WEIGHT = 512 * 1024;

/**
 * The newest entries of a feed, so that whoever is a little behind need not read the log. Bounded in number and bytes.
 */
export class Ring {
  #entries: Entry[] = [];
  #weight = 0;
  /** Position and index before the first entry held. */
  #floor: { positions: readonly number[]; index: number };

  constructor(positions: readonly number[], index: number) {
    this.#floor = { positions, index };
  }

  /** A change to a message lets go of everything up to where it was last shown: history must not bring back what was deleted or edited away. */
  push(entry: Entry): void {
    if (entry.outdates !== undefined) this.#forget(entry.outdates);
    this.#entries.push(entry);
    this.#weight += entry.weight;
    if (this.#entries.length > MAX_ENTRIES * 2 || this.#weight > MAX_WEIGHT * 2) this.#trim();
  }

  /** Does it reach back to this position? */
  covers(positions: readonly number[]): boolean {
    return this.#floor.positions.every((floor, stream) => floor <= (positions[stream] ?? 0));
  }

  /** Does it still hold every ephemeral event after this index? */
  holdsSince(index: number): boolean {
    return this.#floor.index <= index;
  }

  /** What lies behind the position: stored events by their number, ephemeral ones by the index of the feed. Only if `covers`. */
  after(positions: readonly number[], index: number): Entry[] {
    return this.#entries.filter((entry) =>
      entry.stream < 0 ? entry.index > index : entry.seq > (positions[entry.stream] ?? 0),
    );
  }

  #trim(): void {
    let drop = 0;
    let weight = this.#weight;
    while (this.#entries.length - drop > MAX_ENTRIES || weight > MAX_WEIGHT) {
      weight -= this.#entries[drop]?.weight ?? 0;
      drop += 1;
    }
    this.#drop(drop);
    this.#weight = weight;
  }

  #forget(messageId: string): void {
    const drop = this.#entries.findLastIndex(({ value }) => shownMessage(value) === messageId) + 1;
    if (drop === 0) return;
    this.#drop(drop);
    this.#weight = this.#entries.reduce((sum, { weight }) => sum + weight, 0);
  }

  #drop(count: number): void {
    const last = this.#entries[count - 1];
    if (last) this.#floor = { positions: last.positions, index: last.index };
    this.#entries = this.#entries.slice(count);
  }
}

function shownMessage(value: object | undefined): string | undefined {
  return ((value ?? {}) as { message?: { id?: string } }).message?.id;
}
