import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { encodeCursor } from './cursor.ts';
import { type Entry, ephemeralEntry, storedEntry } from './entry.ts';
import type { FeedSource, LogPage } from './feed-source.ts';
import { Ring } from './ring.ts';

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
  readonly #source: FeedSource;
  #ring = new Ring([], 0);

  constructor(source: FeedSource) {
    this.#source = source;
  }

  /** Goes on behind the last event of each stream, whatever came before. */
  startAt(heads: readonly Pick<LogPage, 'head' | 'epoch'>[]): void {
    this.positions = heads.map(({ head }) => head);
    this.epochs = heads.map(({ epoch }) => epoch);
    this.#ring = new Ring(this.positions, this.index);
  }

  cursorAt(positions: readonly number[]): string {
    return encodeCursor(this.#source.scope, { epochs: this.epochs, positions });
  }

  /** Numbers the next event of a stream. */
  next(event: LiveEvent, stream: number): Entry {
    this.positions = this.positions.with(stream, event.seq);
    this.index += 1;
    const { index, positions } = this;
    const value = this.#source.show(event, this.cursorAt(positions));
    return storedEntry(event, { index, stream, positions, value, receipt: this.#source.wantsReceipt(event) });
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
