import { join } from 'node:path';
import { createCommandRunner } from '@confab/runtime/eventlog/decider/command-runner';
import { fillIndex } from '@confab/runtime/eventlog/search/indexer';
import { openSqliteSearchIndex } from '@confab/runtime/eventlog/search/sqlite/open-sqlite-search-index';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { openSqliteStore } from '@confab/runtime/eventlog/store/sqlite/open-sqlite-store';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { randomIds } from '@confab/runtime/kernel/ids/port';
import { foldName } from '@confab/runtime/kernel/names/name';
import { createLogger } from '@confab/runtime/process/logging';
import { createManualClock } from '@confab/runtime/testing/manual-clock';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import type { CommandContext } from '../application/commands/command-context.ts';
import { createHydrations } from '../application/hydrations.ts';
import { createMentions } from '../application/mentions.ts';
import type { Caller, RoomChecks, UserDirectory } from '../application/ports.ts';
import type { QueryContext } from '../application/queries/query-context.ts';
import { messageSearch } from '../application/search/message-search.ts';
import { messagesStore } from '../application/store.ts';
import { createTimelineAccess } from '../application/timeline-access.ts';
import { inboxKind } from '../domain/inbox.ts';
import { PARTICIPANT, type Rights } from '../domain/rights.ts';
import { timelineKind } from '../domain/timeline.ts';

/** What the other services would know, as a test sets it up. Users are called by their ids. */
export interface Elsewhere {
  users: Set<string>;
  /** By room id, which is its folded name too. Who is not in the map is a stranger. */
  rooms: Map<string, { isPrivate?: boolean; rights: Map<string, Rights> }>;
}

/** The administrator of the server. */
const ADMIN = 'root';

const STRANGER: Rights = { canRead: true, canPost: false, canModerate: false, isMember: false, isBanned: false };

/** A store on disk, the application on it, and this test's own idea of rooms and users. */
export interface World {
  store: EventStore;
  context: CommandContext & QueryContext;
  elsewhere: Elsewhere;
  clock: ReturnType<typeof createManualClock>;
  as(userId: string, commandId?: string): Caller;
  /** The application once more on the same store, as another replica. */
  replica(): CommandContext & QueryContext;
  /** Everything said so far can be found from now on. */
  indexed(): Promise<void>;
  /** Closes the store and opens the same file again, as a new process would. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** `openStore`: on another engine than SQLite. */
export async function createWorld({ openStore }: { openStore?: () => Promise<EventStore> } = {}): Promise<World> {
  const folder = createTempFolder();
  const clock = createManualClock();
  const elsewhere: Elsewhere = {
    users: new Set(['alice', 'bob', 'carol', 'dave', ADMIN]),
    rooms: new Map([
      [
        'lobby',
        {
          rights: new Map([
            ['alice', PARTICIPANT],
            ['bob', PARTICIPANT],
            ['carol', PARTICIPANT],
          ]),
        },
      ],
      ['den', { isPrivate: true, rights: new Map([['alice', PARTICIPANT]]) }],
    ]),
  };
  const callers = new WeakMap<object, string>();
  const ports = createPorts(elsewhere, callers);

  const open = openStore ?? (() => openSqliteStore({ file: join(folder.path, 'messages.db'), ...messagesStore }));
  const index = await openSqliteSearchIndex({
    file: join(folder.path, 'messages-search.db'),
    version: messageSearch.version,
  });
  const build = (store: EventStore): CommandContext & QueryContext => ({
    store,
    index,
    runner: createCommandRunner({
      store,
      kinds: [timelineKind, inboxKind],
      clock,
      ids: randomIds,
      log: createLogger({ name: 'test', level: 'silent' }),
    }),
    hydrations: createHydrations(store.projections),
    timelines: createTimelineAccess(ports),
    mentions: createMentions(ports),
    ids: randomIds,
  });

  const store = await open();
  const world: World = {
    store,
    context: build(store),
    elsewhere,
    clock,
    as(userId, commandId) {
      const call = commandId === undefined ? { correlationId: 'test' } : { correlationId: 'test', commandId };
      callers.set(call, userId);
      return { userId, isAdmin: userId === ADMIN, call };
    },
    async restart() {
      await world.store.close();
      world.store = await open();
      world.context = build(world.store);
    },
    replica: () => build(world.store),
    indexed: async () => {
      await fillIndex({ store: world.store, index, definition: messageSearch });
    },
    async close() {
      await index.close();
      await world.store.close();
      folder.remove();
    },
  };
  return world;
}

/** Answers for the other services, of what is `elsewhere`. `callers`: whose call it is. */
function createPorts(elsewhere: Elsewhere, callers: WeakMap<object, string>) {
  const access: RoomChecks = {
    async check(room, call) {
      const roomId = foldName('id' in room ? room.id : room.name);
      const found = elsewhere.rooms.get(roomId);
      const userId = callers.get(call) ?? '';
      const rights = found?.rights.get(userId);
      if (!found || (found.isPrivate && !rights && userId !== ADMIN))
        throw new AppError('NOT_FOUND', 'There is no such room.');
      return { roomId, roomName: roomId, rights: rights ?? STRANGER };
    },
    async checkMany(ids, call) {
      const found = await Promise.allSettled(ids.map((id) => access.check({ id }, call)));
      return new Map(found.flatMap((one) => (one.status === 'fulfilled' ? [[one.value.roomId, one.value]] : [])));
    },
    async joined(call) {
      const userId = callers.get(call) ?? '';
      return [...elsewhere.rooms].filter(([, { rights }]) => rights.get(userId)?.isMember).map(([id]) => id);
    },
    async membersAmong(roomId, userIds) {
      return userIds.filter((id) => elsewhere.rooms.get(roomId)?.rights.get(id)?.isMember);
    },
  };
  const users: UserDirectory = {
    async idsByName(names) {
      return new Map(names.filter((name) => elsewhere.users.has(name)).map((name) => [name, name]));
    },
    idsMentioned: (names, call) => users.idsByName(names, call),
  };
  return { access, users };
}
