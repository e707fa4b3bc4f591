import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import type { Ephemeral } from '@confab/runtime/network/ephemeral/port';
import type { LiveBus } from '@confab/runtime/network/live/port';
import { type Beat, Presence, type PresenceTimes } from '../../domain/presence/presence.ts';
import { EVERYWHERE } from '../../domain/presence/roster.ts';
import type { Request } from '../commands/request.ts';
import type { Lobby } from '../lobby/lobby.ts';
import type { Reach, Users } from '../ports.ts';
import { membershipsOf } from '../projections/memberships.ts';
import type { RoomDirectory } from '../room-directory.ts';
import { createAnnouncer } from './announcer.ts';
import { createBeats } from './beats.ts';
import { createEvictions } from './evictions.ts';
import { createLastSeenLog } from './last-seen-log.ts';
import { createLiveOutbox } from './live-outbox.ts';
import { createPresenceQueries, type PresenceQueries } from './presence-queries.ts';
import { type SetTypingInput, setTyping } from './set-typing.ts';
import { createTypingReach } from './typing-reach.ts';
import { createTypingSigns } from './typing-signs.ts';

export interface PresenceDeps {
  times: PresenceTimes;
  store: EventStore;
  directory: RoomDirectory;
  lobby: Lobby;
  users: Users;
  reach: Reach;
  live: LiveBus<LiveEvent>;
  ephemeral: Ephemeral;
  clock: Clock;
  ids: Ids;
  onError(error: unknown): void;
}

/**
 * Who is online and who types. All of it happens in calls: beats, `sweep`, and what was committed.
 */
export interface PresenceService {
  beat(beat: Beat): Promise<{ resend: boolean }>;
  setTyping(request: Pick<Request, 'actor' | 'call'>, input: SetTypingInput): Promise<void>;
  readonly queries: PresenceQueries;
  /** How many are online, by room, where anybody is. */
  readonly counts: ReadonlyMap<string, number>;
  /** Follows what was committed: who was banned is not online in the room any more. */
  follow(events: readonly StoredEvent[]): void;
  /** Tells the rooms of a member that they have another display name. */
  renamed(userId: string): Promise<void>;
  /**
   * Does what the time has brought: expired leases, graces and typing, coalesced numbers. To be
   * called a few times a second.
   */
  sweep(): void;
  /** Another replica goes on: what is known here is forgotten. */
  abandon(): void;
  /** Writes "last seen" of everybody still online. */
  close(): Promise<void>;
}

export async function createPresenceService(deps: PresenceDeps): Promise<PresenceService> {
  const { directory, clock, lobby, users } = deps;
  const outbox = createLiveOutbox(deps);
  const lastSeen = createLastSeenLog(deps);
  const typing = await createTypingSigns({ ...deps, outbox });
  const reach = createTypingReach(deps);
  const announcer = createAnnouncer({
    lobby,
    outbox,
    lastSeen,
    clock,
    onGone: (roomId, userId) => typing.set({ roomId }, userId, false),
  });
  const presence = new Presence({ times: deps.times, nowMs: clock.monotonic(), listener: announcer });
  const takeBeat = createBeats({ presence, directory, clock });
  const evict = createEvictions({ presence, directory });

  return {
    async beat(beat) {
      const answer = await takeBeat(beat);
      outbox.flush();
      return answer;
    },
    async setTyping(request, input) {
      await setTyping({ directory, users, signs: typing, reach }, request, input);
      outbox.flush();
    },
    queries: createPresenceQueries({
      ...{ presence, typing, lastSeen, directory, users },
      projections: deps.store.projections,
      atOnce: deps.store.projections.atOnce,
    }),
    counts: announcer.counts,
    follow(events) {
      evict(events)
        .catch(deps.onError)
        .finally(() => outbox.flush());
    },
    async renamed(userId) {
      for (const roomId of (await membershipsOf(deps.store.projections, userId)).keys())
        outbox.toRoom(roomId, userId, { case: 'userRenamed', value: { userId } });
      outbox.flush();
    },
    sweep() {
      presence.sweep(clock.monotonic());
      typing.sweep();
      reach.sweep();
      announcer.sweep();
      outbox.flush();
    },
    abandon: () => typing.stop(),
    async close() {
      typing.stop();
      for (const userId of presence.roster.users(EVERYWHERE)) lastSeen.record(userId);
      await lastSeen.idle();
    },
  };
}
