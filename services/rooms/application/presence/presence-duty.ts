import { create } from '@bufbuild/protobuf';
import { type LiveEvent, LiveEventSchema } from '@confab/proto/live/v1/live_pb';
import type { Served } from '@confab/runtime/network/rpc/port';
import type { Platform } from '@confab/runtime/process/platform';
import { LOBBY_SUBJECT } from '@confab/text/subjects';
import type { Lobby } from '../lobby/lobby.ts';
import type { PresenceService } from './presence-service.ts';

const LEASE = 'presence';
const TELL_CHANGES_MS = 500;
const TELL_ALL_MS = 10_000;

export interface PresenceDutyOptions {
  platform: Pick<Platform<LiveEvent>, 'leases' | 'live' | 'clock' | 'log'>;
  rooms: { lobby: Lobby; renewPresence(): Promise<PresenceService> };
  /** Offers presence to the gateways. */
  serve(presence: PresenceService): Promise<Served>;
}

/** This replica's part in presence: one of all has it at a time, the others hear the numbers. */
export interface PresenceDuty {
  /** Tells the others what is due. To be called a few times a second. */
  sweep(): void;
  /**
   * Tells the rooms of a member that they have another display name. Only the replica on duty does.
   */
  renamed(userId: string): Promise<void>;
  /** Hands the duty over. */
  close(): Promise<void>;
}

/**
 * Takes part in the duty of presence. Who gets it begins with nobody known and asks the gateways,
 * as after a restart; the numbers of people online go to all replicas, those that changed twice a
 * second and all of them every 10 s, so that each lobby is in order.
 */
export async function takePresenceDuty({ platform, rooms, serve }: PresenceDutyOptions): Promise<PresenceDuty> {
  const { leases, live, clock, log } = platform;
  const { lobby } = rooms;
  let onDuty: { presence: PresenceService; served: Served } | undefined;
  let told = new Map<string, number>();
  let changesToldAt = Number.NEGATIVE_INFINITY;
  let allToldAt = Number.NEGATIVE_INFINITY;

  const hear = (counts: Readonly<Record<string, number>>, all: boolean): void => {
    for (const [roomId, count] of Object.entries(counts)) lobby.setOnline(roomId, count);
    if (!all) return;
    for (const roomId of lobby.ids()) if (!(roomId in counts)) lobby.setOnline(roomId, 0);
  };
  const numbers = await live.subscribe(LOBBY_SUBJECT, (batch) => {
    if (onDuty) return;
    for (const { event } of batch) if (event.case === 'onlineCounts') hear(event.value.counts, event.value.all);
  });

  const tell = (counts: ReadonlyMap<string, number>, all: boolean): void => {
    if (counts.size === 0 && !all) return;
    const value = { counts: Object.fromEntries(counts), all };
    live.publish(LOBBY_SUBJECT, [
      create(LiveEventSchema, { seq: 0, atMs: clock.now(), event: { case: 'onlineCounts', value } }),
    ]);
  };
  const changes = (counts: ReadonlyMap<string, number>): Map<string, number> => {
    const changed = new Map<string, number>();
    for (const [roomId, count] of counts) if (told.get(roomId) !== count) changed.set(roomId, count);
    for (const roomId of told.keys()) if (!counts.has(roomId)) changed.set(roomId, 0);
    return changed;
  };

  const share = await leases.share([LEASE], {
    async gained() {
      const presence = await rooms.renewPresence();
      onDuty = { presence, served: await serve(presence) };
      told = new Map();
      allToldAt = Number.NEGATIVE_INFINITY;
      log.info('this replica knows who is online from now on');
    },
    async lost() {
      const ended = onDuty;
      onDuty = undefined;
      await ended?.served.withdraw();
      ended?.presence.abandon();
    },
  });

  return {
    sweep() {
      if (!onDuty) return;
      const now = clock.monotonic();
      const { counts } = onDuty.presence;
      const all = now - allToldAt >= TELL_ALL_MS;
      if (!all && now - changesToldAt < TELL_CHANGES_MS) return;
      tell(all ? counts : changes(counts), all);
      told = new Map(counts);
      changesToldAt = now;
      if (all) allToldAt = now;
    },
    renamed: async (userId) => onDuty?.presence.renamed(userId),
    async close() {
      await share.close();
      numbers.unsubscribe();
    },
  };
}
