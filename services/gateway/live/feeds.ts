import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import { time } from '@confab/runtime/kernel/clock/time';
import type { Timer } from '@confab/runtime/kernel/clock/timers';
import type { LiveBus } from '@confab/runtime/network/live/port';
import { Feed, type FeedServices } from './feed.ts';
import type { FeedSource } from './feed-source.ts';
import { isRefusal } from './subscriber.ts';

export interface FeedsOptions {
  bus: LiveBus<LiveEvent>;
  clock: Clock;
  /** How long a feed is kept after its last subscriber has left, in milliseconds. */
  lingerMs: number;
  /** Events that a subscriber may have missed before it begins anew. */
  replayEvents: number;
  onError(error: unknown): void;
}

interface Kept {
  feed: Feed;
  /** Monotonic time at which it last had a subscriber, and at which its heads were last compared. */
  usedAt: number;
  checkedAt: number;
  checkMs: number;
}

const TICK_MS = 500;

/** The feeds that this gateway follows: one for each room and inbox that some socket has open, kept a little longer than that. Only their subjects are subscribed to. */
export class Feeds {
  /** For failures of what is done for all subscribers. A refusal is none: it is between the one who asked and the service. */
  readonly onError: (error: unknown) => void;
  readonly #clock: Clock;
  readonly #lingerMs: number;
  readonly #kept = new Map<string, Kept>();
  readonly #services: FeedServices;
  readonly #timer: Timer;
  readonly #unlisten: () => void;

  constructor({ bus, clock, lingerMs, replayEvents, onError }: FeedsOptions) {
    this.#clock = clock;
    this.#lingerMs = lingerMs;
    this.onError = (error) => {
      if (!isRefusal(error)) onError(error);
    };
    this.#services = { bus, maxGap: replayEvents, onError: this.onError };
    this.#timer = time.every(TICK_MS, () => this.#tick());
    this.#unlisten = bus.onInterrupted(() => {
      for (const { feed } of this.#kept.values()) void feed.sync();
    });
  }

  get size(): number {
    return this.#kept.size;
  }

  /** The feed of this key, made of `create` where there is none. Its heads are compared with the log every `checkMs` while it has subscribers. */
  follow(key: string, { checkMs, create }: { checkMs: number; create(): FeedSource }): Feed {
    const now = this.#now;
    let kept = this.#kept.get(key);
    if (!kept) {
      kept = { feed: new Feed(create(), this.#services), usedAt: now, checkedAt: now, checkMs };
      this.#kept.set(key, kept);
    }
    kept.usedAt = now;
    return kept.feed;
  }

  /** The feed of this key, if some socket has it open. */
  open(key: string): Feed | undefined {
    const feed = this.#kept.get(key)?.feed;
    return feed?.isOpen && feed.followers.size > 0 ? feed : undefined;
  }

  /** A feed without a log, whose owner broadcasts all that it hands on, and closes it. */
  list(): Feed {
    return new Feed(undefined, this.#services);
  }

  close(): void {
    this.#timer.cancel();
    this.#unlisten();
    for (const { feed } of this.#kept.values()) feed.close();
    this.#kept.clear();
  }

  get #now(): number {
    return Math.trunc(this.#clock.monotonic());
  }

  #tick(): void {
    const now = this.#now;
    for (const [key, kept] of this.#kept) {
      if (kept.feed.followers.size > 0) {
        kept.usedAt = now;
        if (now - kept.checkedAt >= kept.checkMs) {
          kept.checkedAt = now;
          void kept.feed.sync();
        }
      } else if (now - kept.usedAt >= this.#lingerMs) {
        kept.feed.close();
        this.#kept.delete(key);
      }
    }
  }
}
