import { join } from 'node:path';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { createPublisher } from '@confab/runtime/eventlog/consumers/publisher';
import { createCommandRunner } from '@confab/runtime/eventlog/decider/command-runner';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { openSqliteStore } from '@confab/runtime/eventlog/store/sqlite/open-sqlite-store';
import { randomIds } from '@confab/runtime/kernel/ids/port';
import { randomSecrets } from '@confab/runtime/kernel/ids/random-secrets';
import { foldName } from '@confab/runtime/kernel/names/name';
import { nameSearch } from '@confab/runtime/kernel/names/name-words';
import { createMemoryEphemeral } from '@confab/runtime/network/ephemeral/memory';
import { createInProcessBus } from '@confab/runtime/network/live/in-process';
import { createLogger } from '@confab/runtime/process/logging';
import { createManualClock } from '@confab/runtime/testing/manual-clock';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { toLiveEvent } from '../api/live-event.ts';
import { createRoutes } from '../api/routes.ts';
import type { Request } from '../application/commands/request.ts';
import type { Reach, Users } from '../application/ports.ts';
import { type ListRoomsInput, listRooms } from '../application/queries/list-rooms.ts';
import { createRooms } from '../application/rooms.ts';
import { roomsStore, STREAM_KINDS } from '../application/store.ts';
import { defaultRoomsConfig } from '../config.ts';
import type { Actor } from '../domain/room/rights.ts';

export const silent = createLogger({ name: 'rooms', level: 'silent' });

/** Users are named for their ids; `admin` is the server's administrator. */
const PEOPLE = ['olga', 'mo', 'max', 'mia', 'eve', 'admin'];
const DISPLAY_NAMES: Readonly<Record<string, string>> = { mo: 'Maurice Ñandú', mia: 'Mia Wallace' };

/**
 * What the auth service is asked for: searches, names of so many people. `many`: it finds more
 * people than it tells.
 */
const createUsers = (asked: { searches: number; names: number; many?: boolean }): Users => ({
  async find(username) {
    const userId = foldName(username);
    return PEOPLE.includes(userId) ? { userId, isAdmin: userId === 'admin' } : undefined;
  },
  async names(userIds) {
    asked.names += userIds.length;
    return new Map(userIds.map((userId) => [userId, [userId, DISPLAY_NAMES[userId] ?? userId]]));
  },
  async search(text) {
    asked.searches += 1;
    const search = nameSearch(text);
    if (!search || asked.many) return undefined;
    return new Set(PEOPLE.filter((userId) => search.finds([userId, DISPLAY_NAMES[userId] ?? userId])));
  },
  administrates: async (userId) => userId === 'admin',
});

/** A request of that user with a command id of its own, unless one is given. */
export function by(userId: string, commandId = randomIds.next()): Request {
  return {
    actor: { userId, isAdmin: userId === 'admin' },
    username: userId,
    call: { correlationId: commandId },
    commandId,
  };
}

/**
 * What the messages service would know, by `<from> <to>`, and how often it was asked who converses.
 */
interface Elsewhere {
  conversing: Set<string>;
  blocked: Set<string>;
  asked: number;
}

const createReach = (elsewhere: Elsewhere): Reach => ({
  isWithheld: async (fromId, toId) => elsewhere.blocked.has(`${fromId} ${toId}`),
  async areConversing(fromId, toId) {
    elsewhere.asked += 1;
    return elsewhere.conversing.has(`${fromId} ${toId}`) && !elsewhere.blocked.has(`${fromId} ${toId}`);
  },
});

export type RoomsApp = Awaited<ReturnType<typeof startRoomsApp>>;

/** Opens a store in the folder. */
const openEmbedded = (folder: { path: string }): Promise<EventStore> =>
  openSqliteStore({ file: join(folder.path, 'rooms.db'), ...roomsStore });

/**
 * The application on the embedded drivers, in a folder of its own unless one is given, with a clock
 * that only the test moves. Several on one store are replicas.
 */
export async function startRoomsApp(folder = createTempFolder(), openStore = openEmbedded) {
  const clock = createManualClock();
  const live = createInProcessBus<LiveEvent>({ log: silent });
  const ephemeral = createMemoryEphemeral({ clock, log: silent });
  const store = await openStore(folder);
  const runner = createCommandRunner({ store, kinds: STREAM_KINDS, clock, ids: randomIds, log: silent });
  const elsewhere: Elsewhere = { conversing: new Set(), blocked: new Set(), asked: 0 };
  const asked: Parameters<typeof createUsers>[0] = { searches: 0, names: 0 };
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const rooms = await createRooms({
    config: defaultRoomsConfig,
    store,
    runner,
    users: createUsers(asked),
    secrets: randomSecrets,
    timelines: { lastActivity: async () => ({}) },
    reach: createReach(elsewhere),
    live,
    ephemeral,
    clock,
    ids: randomIds,
    onError,
  });
  const route = createRoutes({ lobby: rooms.lobby, projections: store.projections });
  const publisher = createPublisher({ store, live, route, onError });
  const stop = async () => {
    await rooms.close();
    await publisher.stop();
    await store.close();
  };
  return {
    ...rooms,
    store,
    runner,
    live,
    ephemeral,
    clock,
    route,
    publisher,
    folder,
    elsewhere,
    asked,
    errors,
    stop,
    /** Events of a room as the API shows them. */
    async readEvents(wanted: Parameters<typeof rooms.queries.events>[0], actor: Actor) {
      const page = await rooms.queries.events(wanted, actor);
      return { ...page, events: page.events.map((event) => toLiveEvent(wanted.roomId, event)) };
    },
    /** One page of the user's lobby. */
    listed: (userId: string, input: ListRoomsInput) => listRooms(rooms, by(userId).actor, input),
    /** Names on one page of the user's lobby. */
    async list(userId: string, input: ListRoomsInput): Promise<string[]> {
      const page = await listRooms(rooms, by(userId).actor, input);
      return page.rooms.map(({ room }) => room.name);
    },
    /** Everything published on the subject from now on. */
    async hear(subject: string): Promise<LiveEvent[]> {
      const heard: LiveEvent[] = [];
      await live.subscribe(subject, (batch) => heard.push(...batch));
      return heard;
    },
    /** Time passes, and is looked at. */
    advance(ms: number): void {
      clock.advance(ms);
      rooms.sweep();
    },
    async end() {
      await stop();
      folder.remove();
    },
  };
}
