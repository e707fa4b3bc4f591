import type { Clock } from '@confab/runtime/kernel/clock/port';
import { type Announcement, EVERYWHERE, type RosterListener } from '../../domain/presence/roster.ts';
import type { Lobby } from '../lobby/lobby.ts';
import type { LastSeenLog } from './last-seen-log.ts';
import type { LiveOutbox } from './live-outbox.ts';

/** Above this many online, a room is told the number instead of names. */
export const NAMED_UP_TO = 500;
const RECOUNT_EVERY_MS = 1_000;

export interface Announcer extends RosterListener {
  /** How many are online, by room, where anybody is. */
  readonly counts: ReadonlyMap<string, number>;
  /** Tells the numbers that had to wait. */
  sweep(): void;
}

/** Turns changes of presence into live events, the lobby's numbers and "last seen". */
export function createAnnouncer(deps: {
  lobby: Lobby;
  outbox: LiveOutbox;
  lastSeen: LastSeenLog;
  clock: Clock;
  onGone(roomId: string, userId: string): void;
}): Announcer {
  const { lobby, outbox, lastSeen, clock } = deps;
  const counts = new Map<string, number>();
  const toldAt = new Map<string, number>();
  const stale = new Set<string>();
  const countOf = (scope: string): number => counts.get(scope) ?? 0;

  const recount = (scope: string): void => {
    if (clock.monotonic() - (toldAt.get(scope) ?? Number.NEGATIVE_INFINITY) < RECOUNT_EVERY_MS) {
      stale.add(scope);
      return;
    }
    stale.delete(scope);
    toldAt.set(scope, clock.monotonic());
    outbox.toRoom(scope, '', { case: 'onlineCountChanged', value: { onlineCount: countOf(scope) } });
  };
  const announceInRoom = (announcement: Announcement): void => {
    const { kind, scope } = announcement;
    const onlineCount = countOf(scope);
    if (kind === 'recounted' || onlineCount > NAMED_UP_TO) {
      recount(scope);
      return;
    }
    const { userId } = announcement;
    const event = kind === 'online' ? ('userOnline' as const) : ('userOffline' as const);
    outbox.toRoom(scope, userId, { case: event, value: { userId, onlineCount } });
  };

  return {
    counts,
    counted(scope, count) {
      if (count === 0) counts.delete(scope);
      else counts.set(scope, count);
      lobby.setOnline(scope, count);
    },
    announce(announcement) {
      const { kind, scope } = announcement;
      if (scope === EVERYWHERE) {
        if (kind === 'offline') lastSeen.record(announcement.userId);
        return;
      }
      if (kind === 'offline') deps.onGone(scope, announcement.userId);
      announceInRoom(announcement);
    },
    sweep() {
      for (const scope of [...stale]) recount(scope);
      for (const [scope, at] of toldAt) {
        if (!stale.has(scope) && clock.monotonic() - at >= RECOUNT_EVERY_MS) toldAt.delete(scope);
      }
    },
  };
}
