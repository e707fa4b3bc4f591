import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { RoomOrder } from '@confab/proto/rooms/v1/rooms_pb';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import { time } from '@confab/runtime/kernel/clock/time';
import type { Timer } from '@confab/runtime/kernel/clock/timers';
import type { LiveBus, Subscription } from '@confab/runtime/network/live/port';
import { ACTIVITY_SUBJECT } from '@confab/text/subjects';
import type { CallOptions } from '@connectrpc/connect';
import type { App } from '../../context/app.ts';
import type { Clients } from '../../context/clients.ts';
import type { GatewayContext } from '../../context/context.ts';
import { askerOf, subscribeTo } from '../../context/subscription.ts';
import type { Feeds } from '../../live/feeds.ts';
import { type Asker, askForAll } from '../../live/subscriber.ts';
import type { Topic } from '../../live/topic.ts';
import { Room } from '../room.type.ts';
import { JoinedRoomsOpened, MOST_OPENED, RoomListed, RoomUnlisted } from '../room-list-event.type.ts';
import { RoomLooks } from './room-looks.ts';
import { RoomWatches, type Watch } from './room-watches.ts';

/** The rooms of all who follow theirs at this gateway. */
export function createJoinedRooms({ clients, bus, clock, live, feeds }: App): JoinedRooms {
  const { onError } = feeds;
  return new JoinedRooms({ rooms: clients.rooms, bus, clock, feeds, lingerMs: live.lingerMs, onError });
}

export function subscribeToJoinedRooms(context: GatewayContext) {
  return subscribeTo(context.app.keep(createJoinedRooms).topic(askerOf(context)), {}, context);
}

export interface JoinedRoomsOptions {
  rooms: Clients['rooms'];
  bus: LiveBus<LiveEvent>;
  clock: Clock;
  /** How long the rooms of somebody without subscriptions are remembered. */
  lingerMs: number;
  feeds: Pick<Feeds, 'list'>;
  onError(error: unknown): void;
}

/** What a subscription begins with, and begins anew with. */
type Opening = readonly [JoinedRoomsOpened, ...RoomListed[]];

/** Rooms that are read together. */
const PAGE = 100;
/** When a failed look is repeated, and one for a new member of whom another replica of the rooms service has not heard yet. */
const AGAIN_MS = 1_000;

/**
 * Everybody's own rooms, whether they are open or not. The gateway hears on one subject which rooms were active in the last second and who came
 * or went, and looks up those that its viewers have: neither its subjects nor the events that reach it grow with the rooms that people are members
 * of, as they would if all of these counted as open. What a viewer is told is read with their own rights at that moment. What the bus loses stays untold until
 * the room is active again; after an interruption everybody begins anew.
 */
export class JoinedRooms {
  readonly #options: JoinedRoomsOptions;
  readonly #watches = new RoomWatches();
  readonly #looks = new RoomLooks((watch) => this.#look(watch));
  #listening: Promise<Subscription> | undefined;
  readonly #unlisten: () => void;
  readonly #timer: Timer;

  constructor(options: JoinedRoomsOptions) {
    this.#options = options;
    this.#unlisten = options.bus.onInterrupted(() => {
      for (const watch of this.#watches.all()) {
        watch.outdated = true;
        this.#looks.plan(watch);
      }
    });
    this.#timer = time.every(options.lingerMs, () => this.#sweep());
  }

  /** One viewer's own rooms: begins with all of them. */
  topic(viewer: Asker): Topic {
    const { clock, feeds } = this.#options;
    const { userId } = viewer.credentials.identity;
    const watch = this.#watches.of(userId) ?? this.#watches.begin(userId, feeds.list());
    watch.usedAt = clock.monotonic();
    return {
      feed: watch.feed,
      get call() {
        return viewer.call;
      },
      snapshot: async () => ({ shown: await this.#open(watch, viewer.call), positions: [] }),
    };
  }

  close(): void {
    this.#timer.cancel();
    this.#unlisten();
    this.#listening?.then((subscription) => subscription.unsubscribe()).catch(() => undefined);
    for (const watch of [...this.#watches.all()]) this.#watches.end(watch);
  }

  #sweep(): void {
    const { clock, lingerMs } = this.#options;
    const now = clock.monotonic();
    for (const watch of [...this.#watches.all()]) {
      if (watch.feed.followers.size > 0) watch.usedAt = now;
      else if (now - watch.usedAt >= lingerMs) this.#watches.end(watch);
    }
  }

  /** Listens before it reads, so that nothing falls in between. */
  async #open(watch: Watch, call: CallOptions): Promise<Opening> {
    this.#listening ??= this.#options.bus.subscribe(ACTIVITY_SUBJECT, (batch) => this.#hear(batch));
    await this.#listening.catch((error: unknown) => {
      this.#listening = undefined;
      throw error;
    });
    return this.#read(watch, call);
  }

  /** All rooms of the viewer. */
  async #read(watch: Watch, call: CallOptions): Promise<Opening> {
    const { clock, rooms } = this.#options;
    const ids = new Set((await rooms.listJoinedRoomIds({}, call)).ids);
    for (const id of ids) this.#watches.add(watch, id);
    for (const id of [...watch.rooms]) if (!ids.has(id) && !watch.joined.has(id)) this.#watches.remove(watch, id);
    const own = { joined: true, archived: false, order: RoomOrder.NAME, first: PAGE };
    const found: Room[] = [];
    for (let after: string | undefined; ; ) {
      const page = await rooms.listRooms({ ...own, after }, call);
      for (const room of page.rooms) found.push(new Room(room, watch.userId));
      after = page.cursors.at(-1);
      if (!page.hasMore || after === undefined) break;
    }
    const at = clock.now();
    const more = found.splice(MOST_OPENED);
    return [new JoinedRoomsOpened(at, found), ...more.map((room) => new RoomListed(at, room))];
  }

  #hear(batch: readonly LiveEvent[]): void {
    for (const { event, roomId, actorId } of batch) {
      if (event.case === 'roomsActive') for (const id of event.value.roomIds) this.#active(id);
      else if (event.case === 'roomCreated') this.#joined(actorId, roomId);
      else if (event.case === 'memberJoined') this.#joined(event.value.userId, roomId);
      else if (event.case === 'memberLeft') this.#left(this.#watches.of(event.value.userId), roomId);
      else if (event.case === 'roomDeleted') this.#deleted(roomId);
      else if (event.case === 'roomUpdated') this.#active(roomId);
    }
  }

  #active(roomId: string): void {
    for (const watch of this.#watches.ofRoom(roomId)) {
      watch.changed.add(roomId);
      this.#looks.plan(watch);
    }
  }

  #joined(userId: string, roomId: string): void {
    const watch = this.#watches.of(userId);
    if (!watch) return;
    this.#watches.add(watch, roomId);
    watch.joined.add(roomId);
    watch.changed.add(roomId);
    this.#looks.plan(watch);
  }

  #left(watch: Watch | undefined, roomId: string): void {
    if (!watch || !this.#watches.remove(watch, roomId)) return;
    watch.changed.delete(roomId);
    watch.joined.delete(roomId);
    watch.feed.broadcast([new RoomUnlisted(this.#options.clock.now(), roomId)]);
  }

  #deleted(roomId: string): void {
    for (const watch of [...this.#watches.ofRoom(roomId)]) this.#left(watch, roomId);
  }

  async #look(watch: Watch): Promise<void> {
    const { changed, outdated } = watch;
    const ids = [...changed].slice(0, PAGE);
    for (const id of ids) changed.delete(id);
    watch.outdated = false;
    const devices = [...watch.feed.followers];
    if (devices.length === 0) return changed.clear();
    try {
      const opened = outdated ? await askForAll(devices, ({ call }) => this.#read(watch, call)) : [];
      const listed = await askForAll(devices, ({ call }) => this.#listed(watch, ids, call));
      watch.feed.broadcast([...opened, ...listed]);
    } catch (error) {
      this.#options.onError(error);
      this.#lookAgain(watch, { ids, outdated });
    }
  }

  /** Only rooms that the viewer is a member of at this moment. An archived one is in no list; it stays watched, for it may be restored. */
  async #listed(watch: Watch, ids: readonly string[], call: CallOptions): Promise<(RoomListed | RoomUnlisted)[]> {
    if (ids.length === 0) return [];
    const { clock, rooms } = this.#options;
    const found = await rooms.getRooms({ ids: [...ids] }, call);
    const own = found.rooms.filter(({ id, membership }) => membership !== undefined && watch.rooms.has(id));
    const known = new Set(own.map(({ id }) => id));
    const late = ids.filter((id) => watch.joined.delete(id) && !known.has(id));
    if (late.length > 0) this.#lookAgain(watch, { ids: late, outdated: false });
    return own.map((room) =>
      room.archivedAtMs === undefined
        ? new RoomListed(clock.now(), new Room(room, watch.userId))
        : new RoomUnlisted(clock.now(), room.id),
    );
  }

  #lookAgain(watch: Watch, { ids, outdated }: { ids: readonly string[]; outdated: boolean }): void {
    time.after(AGAIN_MS, () => {
      for (const id of ids) watch.changed.add(id);
      watch.outdated ||= outdated;
      this.#looks.plan(watch);
    });
  }
}
