import { UNLIMITED } from '../context/cost-budgets.ts';
import { decodeCursor } from '../live/cursor.ts';
import type { Feed } from '../live/feed.ts';
import { LiveSubscription } from '../live/live-subscription.ts';
import type { Topic } from '../live/topic.ts';
import { type FakeRoom, SCOPE, type ShownEvent } from './fake-room.ts';
import { readFrames } from './frames.ts';

type Seen = ShownEvent | { kind: 'opened' | 'reset'; cursor: string; positions: readonly number[] };

/** A client that keeps its cursor, with a socket that can be stopped up. */
export class FakeSubscriber {
  readonly seen: Seen[] = [];
  congested = false;
  #feed: Feed;
  readonly #room: FakeRoom;
  #subscription: LiveSubscription | undefined;
  #wake: (() => void) | undefined;

  constructor(feed: Feed, room: FakeRoom) {
    this.#feed = feed;
    this.#room = room;
  }

  get cursor(): string | undefined {
    return this.seen.at(-1)?.cursor;
  }

  /** Comes back with the cursor of the last thing it saw. */
  connect(): void {
    if (this.#subscription) return;
    const subscription = this.#subscribe();
    this.#subscription = subscription;
    void (async () => {
      for await (const value of subscription) this.seen.push(value as Seen);
    })();
  }

  /** The next connection goes to another gateway. */
  moveTo(feed: Feed): void {
    this.#feed = feed;
  }

  drop(): void {
    void this.#subscription?.return();
    this.#subscription = undefined;
  }

  drain(): void {
    this.congested = false;
    this.#wake?.();
  }

  #subscribe(): LiveSubscription {
    const self = this;
    return new LiveSubscription({
      topic: this.#topic(),
      after: this.cursor === undefined ? undefined : decodeCursor(this.cursor, SCOPE, 2),
      stream: {
        id: 'x',
        onEnd() {},
        connection: {
          credentials: {
            token: 't',
            identity: { userId: 'u', username: 'u', role: 'MEMBER', sessionId: 's', expiresAtMs: 0 },
          },
          wire: {
            open: true,
            get congested() {
              return self.congested;
            },
            write: (frames) => self.seen.push(...readFrames(frames).map((text) => JSON.parse(text).payload)),
            drained: () =>
              self.congested ? new Promise((resolve) => (self.#wake = () => resolve())) : Promise.resolve(),
          },
        },
      },
      maxReplay: 1_000,
      kind: {
        key: 'all',
        shares: () => true,
        costOf: () => 1,
        budgets: UNLIMITED,
        render: async (values) => values.map((value) => Buffer.from(JSON.stringify(value))),
      },
    });
  }

  #topic(): Topic {
    const feed = this.#feed;
    const shown = (kind: 'opened' | 'reset', positions: readonly number[]) => [
      { kind, positions, cursor: feed.cursorAt(positions) },
    ];
    return {
      feed,
      call: {},
      snapshot: async () => {
        const positions = this.#room.heads();
        await Promise.resolve();
        return { shown: shown('opened', positions), positions };
      },
      log: { resumed: (positions) => shown('opened', positions), reset: () => shown('reset', feed.positions) },
    };
  }
}
