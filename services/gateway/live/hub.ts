import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import type { LiveBus } from '@confab/runtime/network/live/port';
import type { LiveConfig } from '../config.ts';
import type { Clients } from '../context/app.ts';
import { InboxSource } from '../conversations/inbox-topic.ts';
import { Receipts } from '../conversations/receipts.ts';
import { JoinedRooms } from '../rooms/stream/joined-rooms.ts';
import { RoomList } from '../rooms/stream/room-list.ts';
import { createRoomSource } from '../rooms/stream/room-topic.ts';
import { isRefusal } from './asker.ts';
import { Feed, type FeedServices } from './feed.ts';
import type { FeedSource } from './feed-source.ts';

export interface HubOptions {
  clients: Clients;
  bus: LiveBus<LiveEvent>;
  clock: Clock;
  config: LiveConfig;
  onError(error: unknown): void;
}

interface Kept {
  feed: Feed;
  /** Monotonic time at which it last had a subscriber, and at which its heads were last compared. */
  usedAt: number;
  checkedAt: number;
  checkMs: number;
  /** Of an inbox. */
  receipts: Receipts | undefined;
}

export interface Inbox {
  feed: Feed;
  receipts: Receipts;
}

const TICK_MS = 500;
/** In one process inboxes cannot miss events, and there are many more of them than of rooms. */
const INBOX_CHECK_FACTOR = 6;

/**
 * The feeds that this gateway follows: one for each room and each inbox that some socket has open, kept a little longer than that. Only their
 * subjects are subscribed to.
 */
export class Hub {
  readonly roomList: RoomList;
  readonly joinedRooms: JoinedRooms;
  readonly #options: HubOptions;
  readonly #feeds = new Map<string, Kept>();
  readonly #services: FeedServices;
  readonly #timer: NodeJS.Timeout;
  readonly #unlisten: () => void;

  constructor(options: HubOptions) {
    this.#options = options;
    const { bus, clients, clock, config } = options;
    // Who is refused was tried in vain on behalf of all: that is between them and the service.
    const onError = (error: unknown) => {
      if (!isRefusal(error)) options.onError(error);
    };
    this.#services = { bus, maxGap: config.replayEvents, onError };
    this.roomList = new RoomList({
      rooms: clients.rooms,
      clock,
      pollMs: config.roomListPollMs,
      onError,
      makeFeed: (source) => new Feed(source, this.#services),
    });
    this.joinedRooms = new JoinedRooms({
      rooms: clients.rooms,
      ...{ bus, clock, onError },
      lingerMs: config.lingerMs,
      makeFeed: (source) => new Feed(source, this.#services),
    });
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
    this.#unlisten = options.bus.onInterrupted(() => this.#checkAll());
  }

  get config(): LiveConfig {
    return this.#options.config;
  }
  get onError(): (error: unknown) => void {
    return this.#options.onError;
  }
  get feeds(): number {
    return this.#feeds.size;
  }

  room(room: { id: string; name: string }): Feed {
    const { clients, config } = this.#options;
    return this.#follow(`room-${room.id}`, config.headCheckMs, () => ({ source: createRoomSource(clients, room) }))
      .feed;
  }

  inbox(userId: string): Inbox {
    const { clients, config } = this.#options;
    const checkMs = config.headCheckMs * INBOX_CHECK_FACTOR;
    const { feed, receipts } = this.#follow(`inbox-${userId}`, checkMs, () => ({
      source: new InboxSource(clients, userId),
      receipts: new Receipts(clients),
    }));
    if (!receipts) throw new Error('an inbox without receipts');
    return { feed, receipts };
  }

  /** Tells those of these users whose inbox is open here of something that no log holds. `make` is given the cursor of the inbox. */
  tellInboxes(userIds: Iterable<string>, make: (cursor: string) => object): void {
    for (const userId of new Set(userIds)) {
      const feed = this.#feeds.get(`inbox-${userId}`)?.feed;
      if (feed?.isOpen && feed.followers.size > 0) feed.broadcast([make(feed.cursorAt(feed.positions))]);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#unlisten();
    this.roomList.close();
    this.joinedRooms.close();
    for (const { feed } of this.#feeds.values()) feed.close();
    this.#feeds.clear();
  }

  #follow(key: string, checkMs: number, create: () => { source: FeedSource; receipts?: Receipts }): Kept {
    const now = Math.trunc(this.#options.clock.monotonic());
    let kept = this.#feeds.get(key);
    if (!kept) {
      const { source, receipts } = create();
      kept = { feed: new Feed(source, this.#services, receipts), usedAt: now, checkedAt: now, checkMs, receipts };
      this.#feeds.set(key, kept);
    }
    kept.usedAt = now;
    return kept;
  }

  /** After live delivery was interrupted. */
  #checkAll(): void {
    for (const { feed } of this.#feeds.values()) void feed.sync();
  }

  #tick(): void {
    const now = Math.trunc(this.#options.clock.monotonic());
    for (const [key, kept] of this.#feeds) {
      if (kept.feed.followers.size > 0) {
        kept.usedAt = now;
        if (now - kept.checkedAt >= kept.checkMs) {
          kept.checkedAt = now;
          void kept.feed.sync();
        }
      } else if (now - kept.usedAt >= this.#options.config.lingerMs) {
        kept.feed.close();
        this.#feeds.delete(key);
      }
    }
  }
}
