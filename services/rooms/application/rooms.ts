import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { CommandRunner } from '@confab/runtime/eventlog/decider/port';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import type { Secrets } from '@confab/runtime/kernel/ids/secrets';
import type { Ephemeral } from '@confab/runtime/network/ephemeral/port';
import type { LiveBus } from '@confab/runtime/network/live/port';
import { type Activity, createActivity } from './activity.ts';
import { createRoomCommands, type RoomCommands } from './commands/room-commands.ts';
import { createRoomLinks, type RoomLinks } from './links/room-links.ts';
import { type CatchUp, createCatchUp } from './lobby/catch-up.ts';
import { Lobby } from './lobby/lobby.ts';
import { createMemberRooms, createUnkeptMemberRooms, type MemberRooms } from './lobby/member-rooms.ts';
import type { Reach, Timelines, Users } from './ports.ts';
import { createPresenceService, type PresenceService } from './presence/presence-service.ts';
import { createOwnInvitations, type OwnInvitations } from './queries/own-invitations.ts';
import { createRoomPeople, type RoomPeople } from './queries/room-people.ts';
import { createRoomQueries, type RoomQueries } from './queries/room-queries.ts';
import { createRoomViews, type RoomViews } from './queries/room-view.ts';
import { createRoomDirectory, type RoomDirectory } from './room-directory.ts';

export interface RoomsDeps {
  config: { presenceLeaseMs: number; presenceGraceMs: number };
  store: EventStore;
  runner: CommandRunner;
  users: Users;
  timelines: Timelines;
  reach: Reach;
  live: LiveBus<LiveEvent>;
  ephemeral: Ephemeral;
  clock: Clock;
  ids: Ids;
  secrets: Secrets;
  onError(error: unknown): void;
}

/** Everything the service can do, without the edges. */
export interface Rooms {
  commands: RoomCommands;
  queries: RoomQueries;
  views: RoomViews;
  people: RoomPeople;
  links: RoomLinks;
  ownInvitations: OwnInvitations;
  directory: RoomDirectory;
  lobby: Lobby;
  memberRooms: MemberRooms;
  catchUp: CatchUp;
  activity: Activity;
  readonly presence: PresenceService;
  /**
   * Begins anew with nobody known, as after a restart: gateways tell who is there when they are
   * asked.
   */
  renewPresence(): Promise<PresenceService>;
  /** Does what the time has brought. To be called a few times a second. */
  sweep(): void;
  /** Writes down what is only in memory. The store stays open. */
  close(): Promise<void>;
}

export async function createRooms(deps: RoomsDeps): Promise<Rooms> {
  const { config, store } = deps;
  const directory = createRoomDirectory(deps.runner);
  const lobby = new Lobby();
  const times = { leaseMs: config.presenceLeaseMs, graceMs: config.presenceGraceMs };
  const startPresence = () => createPresenceService({ ...deps, times, directory, lobby });
  let presence = await startPresence();
  const activity = createActivity({ ...deps, lobby });

  const createRoomsOfMembers = store.isSoleWriter ? createMemberRooms : createUnkeptMemberRooms;
  const memberRooms = createRoomsOfMembers(store.projections);
  const unfollow = await store.follow({
    events(events) {
      lobby.apply(events);
      memberRooms.apply(events);
      presence.follow(events);
    },
    missed() {
      memberRooms.clear();
      lobby.load(store.projections).catch(deps.onError);
    },
  });
  await lobby.load(store.projections);
  const views = createRoomViews({
    directory,
    onlineCount: (roomId) => lobby.get(roomId)?.onlineCount ?? 0,
    atOnce: store.projections.atOnce,
  });

  return {
    commands: createRoomCommands({ ...deps, directory, projections: store.projections }),
    queries: createRoomQueries({ directory, lobby, store }),
    views,
    people: createRoomPeople({ ...deps, directory, projections: store.projections }),
    links: createRoomLinks({ ...deps, directory, projections: store.projections }),
    ownInvitations: createOwnInvitations({ views, projections: store.projections }),
    directory,
    lobby,
    memberRooms,
    catchUp: createCatchUp(lobby, store),
    activity,
    get presence() {
      return presence;
    },
    async renewPresence() {
      presence.abandon();
      presence = await startPresence();
      return presence;
    },
    sweep() {
      presence.sweep();
      activity.sweep();
    },
    async close() {
      await presence.close();
      unfollow();
    },
  };
}
