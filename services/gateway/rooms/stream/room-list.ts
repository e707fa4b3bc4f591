import { RoomOrder, type Room as RoomRecord, RoomVisibility } from '@confab/proto/rooms/v1/rooms_pb';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import { time } from '@confab/runtime/kernel/clock/time';
import type { Timer } from '@confab/runtime/kernel/clock/timers';
import { SharedRuns } from '@confab/runtime/kernel/turns/shared-runs';
import type { App } from '../../context/app.ts';
import type { Clients } from '../../context/clients.ts';
import type { GatewayContext } from '../../context/context.ts';
import { askerOf, subscribeTo } from '../../context/subscription.ts';
import type { Feed } from '../../live/feed.ts';
import type { Feeds } from '../../live/feeds.ts';
import { type Asker, askForAll } from '../../live/subscriber.ts';
import type { Topic } from '../../live/topic.ts';
import { Room } from '../room.type.ts';
import { RoomListed, RoomUnlisted } from '../room-list-event.type.ts';

/** The lobby of a gateway. */
export function createRoomList({ clients, clock, live, feeds }: App): RoomList {
  const { onError } = feeds;
  return new RoomList({ rooms: clients.rooms, clock, feeds, pollMs: live.roomListPollMs, onError });
}

export function subscribeToRoomList(context: GatewayContext) {
  return subscribeTo(context.app.keep(createRoomList).topic(askerOf(context)), {}, context);
}

export interface RoomListOptions {
  rooms: Clients['rooms'];
  clock: Clock;
  pollMs: number;
  feeds: Pick<Feeds, 'list'>;
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
  readonly #polls = new SharedRuns<void>();
  #polledAt = Number.NEGATIVE_INFINITY;
  readonly #timer: Timer;

  constructor(options: RoomListOptions) {
    this.#options = options;
    this.feed = options.feeds.list();
    this.#timer = time.every(options.pollMs, () => void this.#tick());
  }

  /** One viewer's look at the lobby: begins with every room on it. */
  topic(viewer: Asker): Topic {
    const { userId } = viewer.credentials.identity;
    return {
      feed: this.feed,
      get call() {
        return viewer.call;
      },
      snapshot: async () => {
        if (this.#polledAt < this.#options.clock.monotonic() - this.#options.pollMs) await this.#poll([viewer]);
        await this.#pollPrivate(viewer);
        const rooms = [...this.#public.values(), ...(this.#private.get(userId)?.values() ?? [])];
        return { shown: rooms.map((room) => this.#listed(room)), positions: [] };
      },
    };
  }

  close(): void {
    this.#timer.cancel();
    this.feed.close();
  }

  async #tick(): Promise<void> {
    if (this.feed.followers.size === 0) {
      this.#private.clear();
      return;
    }
    await this.#poll([...this.feed.followers]).catch(this.#options.onError);
    await this.#pollSomePrivate();
  }

  /** On behalf of one of the watchers: public rooms are the same for everybody. */
  #poll(watchers: readonly Asker[]): Promise<void> {
    return this.#polls.run('', () => askForAll(watchers, (watcher) => this.#readPublic(watcher)));
  }

  /** Asks for public rooms alone: private ones that the asker sees would take their places on the page. */
  async #readPublic({ call }: Asker): Promise<void> {
    const { rooms } = this.#options;
    const page = await rooms.listRooms(
      { order: RoomOrder.ONLINE, first: PAGE, visibility: RoomVisibility.PUBLIC, archived: false },
      call,
    );
    const now = new Map(page.rooms.map((room) => [room.id, room]));
    const missing = [...this.#public.keys()].filter((id) => !now.has(id));
    const found = missing.length > 0 ? (await rooms.getRooms({ ids: missing }, call)).rooms.filter(isListed) : [];
    const elsewhere = new Set(found.map(({ id }) => id));
    const gone = missing.filter((id) => !elsewhere.has(id));
    this.feed.broadcast([...this.#changes(this.#public, now), ...this.#unlisted(gone)]);
    this.#public = now;
    this.#polledAt = this.#options.clock.monotonic();
  }

  async #pollSomePrivate(): Promise<void> {
    const now = this.#options.clock.monotonic();
    const watchers = Map.groupBy(this.feed.followers, ({ userId }) => userId);
    if (this.#viewersDue.length === 0 && now - this.#viewersAskedAt >= PRIVATE_ROUND_MS) {
      this.#viewersAskedAt = now;
      this.#viewersDue = [...watchers.keys()];
      for (const userId of this.#private.keys()) if (!watchers.has(userId)) this.#private.delete(userId);
    }
    for (const userId of this.#viewersDue.splice(0, VIEWERS_A_ROUND)) {
      const devices = watchers.get(userId);
      if (devices) await askForAll(devices, (device) => this.#pollPrivate(device)).catch(this.#options.onError);
    }
  }

  async #pollPrivate({ credentials, call }: Asker): Promise<void> {
    const { userId } = credentials.identity;
    const visibility = RoomVisibility.PRIVATE;
    const own = { joined: true, visibility, archived: false, order: RoomOrder.ONLINE, first: PAGE };
    const page = await this.#options.rooms.listRooms(own, call);
    const now = new Map(page.rooms.map((room) => [room.id, room]));
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

function isListed(room: RoomRecord): boolean {
  return room.visibility === RoomVisibility.PUBLIC && room.archivedAtMs === undefined;
}

function looksDifferent(before: RoomRecord | undefined, now: RoomRecord): boolean {
  return (
    !before ||
    before.onlineCount !== now.onlineCount ||
    before.memberCount !== now.memberCount ||
    before.displayName !== now.displayName ||
    before.topic !== now.topic ||
    before.posting !== now.posting
  );
}
