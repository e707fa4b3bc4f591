import type { Place } from './cursor.ts';
import type { Entry } from './entry.ts';
import type { Feed } from './feed.ts';
import type { Topic } from './topic.ts';

/** Where one subscriber stands in its feed. */
export class Standing {
  /** Everything up to here has been shown. */
  positions: readonly number[] = [];
  /** Ephemeral events of the feed up to this index are part of what was shown. */
  index = 0;
  /** Up to here the log is read, whatever the feed remembers. */
  logUntil: readonly number[] = [];
  readonly #feed: Feed;
  /** The newest entry that live mode brought. */
  #last: Entry | undefined;

  constructor(feed: Feed) {
    this.#feed = feed;
  }

  /** Stored events between it and the feed. */
  get missing(): number {
    const { positions } = this.#feed;
    return this.positions.reduce((sum, at, stream) => sum + Math.max(0, (positions[stream] ?? 0) - at), 0);
  }

  get mustReadLog(): boolean {
    return this.logUntil.some((until, stream) => (this.positions[stream] ?? 0) < until);
  }

  joinedLive(): void {
    this.#last = undefined;
  }

  reached(entry: Entry): void {
    this.#last = entry;
  }

  leftLive(): void {
    if (!this.#last) return;
    this.positions = this.#last.positions;
    this.index = this.#last.index;
  }

  /**
   * Whether a client's place is not one of this log. Asks the log itself about a place that the feed has not reached: the feed may be late, or may have failed to
   * read. Rejects where the log cannot be read.
   */
  async isVoid({ epochs, positions }: Place, log: Pick<Topic, 'read'>): Promise<boolean> {
    const feed = this.#feed;
    if (epochs.some((epoch, stream) => epoch !== feed.epochs[stream])) return true;
    for (const [stream, after] of positions.entries()) {
      if (after <= (feed.positions[stream] ?? 0)) continue;
      const page = await log.read(stream, { after, limit: 1 });
      if (page.head < after || page.epoch !== epochs[stream]) return true;
    }
    return false;
  }
}
