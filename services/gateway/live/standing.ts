import type { ResetReason } from '../rooms/room-event.type.ts';
import type { Place } from './cursor.ts';
import { type Entry, notBefore } from './entry.ts';
import type { Feed } from './feed.ts';
import type { Topic } from './topic.ts';

/** Where one subscriber stands in its feed. */
export class Standing {
  /** Everything up to here has been shown. */
  positions: readonly number[] = [];
  /** Ephemeral events of the feed up to this index are part of what was shown. */
  index = 0;
  readonly #feed: Feed;
  readonly #maxReplay: number;
  /** Up to here the log is read, whatever the feed remembers. */
  #logUntil: readonly number[] = [];
  /** The newest entry that live mode brought. */
  #last: Entry | undefined;

  /** `maxReplay`: events behind the feed from which on a fresh start is better. */
  constructor(feed: Feed, maxReplay: number) {
    this.#feed = feed;
    this.#maxReplay = maxReplay;
  }

  get isTooFarBehind(): boolean {
    const { positions } = this.#feed;
    const missing = this.positions.reduce((sum, at, stream) => sum + Math.max(0, (positions[stream] ?? 0) - at), 0);
    return missing > this.#maxReplay;
  }

  get mustReadLog(): boolean {
    return this.#logUntil.some((until, stream) => (this.positions[stream] ?? 0) < until);
  }

  /** Takes over the client's place, or says why it cannot go on from there. Rejects where the log cannot be read. */
  async resumeAt(place: Place, topic: Pick<Topic, 'read' | 'resumesFromLog'>): Promise<ResetReason | undefined> {
    if (await this.#isVoid(place, topic)) return 'EPOCH_CHANGED';
    this.positions = place.positions;
    if (this.isTooFarBehind) return 'TOO_FAR_BEHIND';
    this.index = this.#feed.index;
    if (topic.resumesFromLog) this.#logUntil = this.#feed.positions;
    return undefined;
  }

  startAfresh(): void {
    this.#logUntil = [];
  }

  /** Of the feed's entries those that are for this user, none of whose cursors takes them back. */
  missed(entries: readonly Entry[], userId: string): Entry[] {
    return entries
      .filter(({ audience }) => audience === undefined || audience === userId)
      .map((entry) => notBefore(entry, { positions: this.positions, feed: this.#feed }));
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
   * read.
   */
  async #isVoid({ epochs, positions }: Place, log: Pick<Topic, 'read'>): Promise<boolean> {
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
