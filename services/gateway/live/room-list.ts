import { RoomOrder, type Room as RoomRecord, RoomVisibility } from '@confab/proto/rooms/v1/rooms_pb';
import type { Clock } from '@confab/runtime/clock/port';
import type { CallOptions } from '@connectrpc/connect';
import type { Clients } from '../execution/app.ts';
import { Room } from '../rooms/room.type.ts';
import { RoomListed, RoomUnlisted } from '../rooms/room-list-event.type.ts';
import type { Feed } from './feed.ts';
import type { FeedSource } from './feed-source.ts';
import { LOGLESS_SOURCE } from './logless-source.ts';
import type { Caller, Topic } from './topic.ts';

export interface RoomListOptions {
  rooms: Clients['rooms'];
  clock: Clock;
  pollMs: number;
  makeFeed(source: FeedSource): Feed;
  onError(error: unknown): void;
}

/** Rooms watched: the first page of the lobby. */
const PAGE = 100;
/** Viewers whose private rooms are looked at in one round, so that the work stays bounded with any number of them. */
const VIEWERS_A_ROUND = 50;
const PRIVATE_ROUND_MS = 5_000;

type Known = Map<string, RoomRecord>;

/**
 * The lobby. Nothing tells a gateway of rooms that none of its sockets has open, so it asks: while somebody watches, the first page of public rooms each
 * second, once for all watchers, and each watcher's own private rooms every few seconds. What differs from the last answer is an event, which
 * coalesces by itself. A private room is only ever told to those in whose own list it is.
 */
export class RoomList {
  readonly feed: Feed;
  readonly #options: RoomListOptions;
  #public: Known = new Map();
  readonly #private = new Map<string, Known>();
  #viewersDue: string[] = [];
  #viewersAskedAt = Number.NEGATIVE_INFINITY;
  #polling: Promise<void> | undefined;
  #polledAt = Number.NEGATIVE_INFINITY;
  readonly #timer: NodeJS.Timeout;

  constructor(options: RoomListOptions) {
    this.#options = options;
    this.feed = options.makeFeed(LOGLESS_SOURCE);
    this.#timer = setInterval(() => this.#tick(), options.pollMs);
    this.#timer.unref();
  }

  /** One viewer's look at the lobby: begins with every room on it. */
  topic(userId: string, viewer: Caller): Topic {
    return {
      feed: this.feed,
      get call() {
        return viewer.call;
      },
      check: () => Promise.resolve(undefined),
      snapshot: async () => {
        if (this.#polledAt < this.#options.clock.monotonic() - this.#options.pollMs) await this.#poll(viewer.call);
        await this.#pollPrivate(userId, viewer.call);
        const rooms = [...this.#public.values(), ...(this.#private.get(userId)?.values() ?? [])];
        return { shown: rooms.map((room) => this.#listed(room)), positions: [] };
      },
      resumed: () => [],
      reset: () => [],
      closed: () => [],
      read: () => Promise.reject(new Error('the list of rooms has no log')),
      delivered() {},
      opened: () => undefined,
      left() {},
    };
  }

  close(): void {
    clearInterval(this.#timer);
    this.feed.close();
  }

  #tick(): void {
    const [reader] = this.feed.followers;
    if (!reader) {
      this.#private.clear();
      return;
    }
    this.#poll(reader.call)
      .then(() => this.#pollSomePrivate())
      .catch((error: unknown) => this.#options.onError(error));
  }

  #poll(call: CallOptions): Promise<void> {
    this.#polling ??= this.#readPublic(call).finally(() => {
      this.#polling = undefined;
    });
    return this.#polling;
  }

  async #readPublic(call: CallOptions): Promise<void> {
    const { rooms } = this.#options;
    const page = await rooms.listRooms({ order: RoomOrder.ONLINE, first: PAGE }, call);
    const now = new Map(page.rooms.filter(isPublic).map((room) => [room.id, room]));
    const missing = [...this.#public.keys()].filter((id) => !now.has(id));
    const found = missing.length > 0 ? (await rooms.getRooms({ ids: missing }, call)).rooms.filter(isPublic) : [];
    const elsewhere = new Set(found.map(({ id }) => id));
    const gone = missing.filter((id) => !elsewhere.has(id));
    this.feed.broadcast([...this.#changes(this.#public, now), ...this.#unlisted(gone)]);
    this.#public = now;
    this.#polledAt = this.#options.clock.monotonic();
  }

  async #pollSomePrivate(): Promise<void> {
    const now = this.#options.clock.monotonic();
    if (this.#viewersDue.length === 0 && now - this.#viewersAskedAt >= PRIVATE_ROUND_MS) {
      this.#viewersAskedAt = now;
      const calls = new Set([...this.feed.followers].map(({ userId }) => userId));
      this.#viewersDue = [...calls];
      for (const userId of this.#private.keys()) if (!calls.has(userId)) this.#private.delete(userId);
    }
    const due = new Set(this.#viewersDue.splice(0, VIEWERS_A_ROUND));
    for (const { userId, call } of [...this.feed.followers]) {
      if (due.delete(userId)) await this.#pollPrivate(userId, call);
    }
  }

  async #pollPrivate(userId: string, call: CallOptions): Promise<void> {
    const page = await this.#options.rooms.listRooms({ joined: true, order: RoomOrder.ONLINE, first: PAGE }, call);
    const now = new Map(page.rooms.filter((room) => !isPublic(room)).map((room) => [room.id, room]));
    const before = this.#private.get(userId) ?? new Map<string, RoomRecord>();
    const gone = [...before.keys()].filter((id) => !now.has(id) && !this.#public.has(id));
    this.#private.set(userId, now);
    this.feed.broadcast([...this.#changes(before, now), ...this.#unlisted(gone)], userId);
  }

  #changes(before: Known, now: Known): RoomListed[] {
    const changed = [...now.values()].filter((room) => looksDifferent(before.get(room.id), room));
    return changed.map((room) => this.#listed(room));
  }

  /** Without a viewer: each watcher's own membership is looked up for them. */
  #listed(room: RoomRecord): RoomListed {
    return new RoomListed(this.#options.clock.now(), new Room(room, ''));
  }

  #unlisted(ids: readonly string[]): RoomUnlisted[] {
    return ids.map((id) => new RoomUnlisted(this.#options.clock.now(), id));
  }
}

function isPublic(room: RoomRecord): boolean {
  return room.visibility === RoomVisibility.PUBLIC;
}

function looksDifferent(before: RoomRecord | undefined, now: RoomRecord): boolean {
  return (
    !before ||
    before.onlineCount !== now.onlineCount ||
    before.memberCount !== now.memberCount ||
    before.topic !== now.topic ||
    before.posting !== now.posting
  );
}
