import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { encodeCursor } from './cursor.ts';
import { type Entry, ephemeralEntry, storedEntry } from './entry.ts';
import type { FeedSource, LogPage } from './feed-source.ts';

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

/** Where a subscriber stands to the feed. */
export type Tail =
  | { kind: 'entries'; entries: readonly Entry[]; missedEphemeral: boolean }
  /** More than the feed remembers lies between: read the log. */
  | { kind: 'behind' }
  /** The subscriber has read in the log what has not come live yet. */
  | { kind: 'ahead' };

/** The one order that a feed makes of the events of all its streams, and the newest of them. */
export class Sequence {
  positions: readonly number[] = [];
  epochs: readonly string[] = [];
  /** Of the newest entry. */
  index = 0;
  readonly #source: FeedSource | undefined;
  #ring = new Ring([], 0);

  constructor(source: FeedSource | undefined) {
    this.#source = source;
  }

  /** Goes on behind the last event of each stream, whatever came before. */
  startAt(heads: readonly Pick<LogPage, 'head' | 'epoch'>[]): void {
    this.positions = heads.map(({ head }) => head);
    this.epochs = heads.map(({ epoch }) => epoch);
    this.#ring = new Ring(this.positions, this.index);
  }

  cursorAt(positions: readonly number[]): string {
    return this.#source ? encodeCursor(this.#source.scope, { epochs: this.epochs, positions }) : '';
  }

  /** Numbers the next event of a stream. */
  next(event: LiveEvent, stream: number): Entry {
    this.positions = this.positions.with(stream, event.seq);
    this.index += 1;
    const { index, positions } = this;
    const value = this.#source?.show(event, this.cursorAt(positions));
    const receipt = this.#source?.receipts?.wants(event) ?? false;
    return storedEntry(event, { index, stream, positions, value, receipt });
  }

  /** One that no log holds. */
  ephemeral(value: object, audience: string | undefined): Entry {
    this.index += 1;
    return ephemeralEntry({ index: this.index, positions: this.positions, value, audience });
  }

  /** Remembers entries for those who are a little behind. */
  remember(entries: readonly Entry[]): void {
    for (const entry of entries) this.#ring.push(entry);
  }

  tail(positions: readonly number[], index: number): Tail {
    if (!this.hasReached(positions)) return { kind: 'ahead' };
    if (!this.#ring.covers(positions)) return { kind: 'behind' };
    const entries = this.#ring.after(positions, index);
    return { kind: 'entries', entries, missedEphemeral: !this.#ring.holdsSince(index) };
  }

  hasReached(positions: readonly number[]): boolean {
    return positions.every((at, stream) => at <= (this.positions[stream] ?? 0));
  }
}
