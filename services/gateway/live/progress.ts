import type { CallOptions } from '@connectrpc/connect';
import type { Positions } from './cursor.ts';
import { type Entry, notBefore } from './entry.ts';
import type { Feed } from './feed.ts';
import type { ResetReason } from './feed-source.ts';

/** How far one subscriber has come in its feed. */
export class Progress {
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

  /** Goes on from the client's cursor, or says why that cannot be. `readsLog`: from the log, whatever the feed remembers. Rejects where the log cannot be read. */
  async resumeAt(
    from: Positions,
    { call, readsLog }: { call: CallOptions; readsLog: boolean },
  ): Promise<ResetReason | undefined> {
    if (await this.#isVoid(from, call)) return 'EPOCH_CHANGED';
    this.positions = from.positions;
    if (this.isTooFarBehind) return 'TOO_FAR_BEHIND';
    this.index = this.#feed.index;
    if (readsLog) this.#logUntil = this.#feed.positions;
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
   * Whether a client's cursor is not one of this log. Asks the log itself about a position that the feed has not reached: the feed may be late, or may have failed to
   * read.
   */
  async #isVoid({ epochs, positions }: Positions, call: CallOptions): Promise<boolean> {
    const feed = this.#feed;
    if (epochs.some((epoch, stream) => epoch !== feed.epochs[stream])) return true;
    for (const [stream, after] of positions.entries()) {
      if (after <= (feed.positions[stream] ?? 0)) continue;
      const page = await feed.read(stream, { after, limit: 1 }, call);
      if (page.head < after || page.epoch !== epochs[stream]) return true;
    }
    return false;
  }
}
