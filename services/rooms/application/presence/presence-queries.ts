import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import { inTurns } from '@confab/runtime/kernel/turns/in-turns';
import type { Presence } from '../../domain/presence/presence.ts';
import { EVERYWHERE } from '../../domain/presence/roster.ts';
import { type Actor, accessOf } from '../../domain/room/rights.ts';
import type { Users } from '../ports.ts';
import type { RoomDirectory } from '../room-directory.ts';
import type { LastSeenLog } from './last-seen-log.ts';
import { createMembersByPresence, type MembersByPresence } from './members-by-presence.ts';
import type { TypingSigns } from './typing-signs.ts';

export interface RoomPresenceView {
  onlineCount: number;
  userIds: string[];
  typingUserIds: string[];
}

export interface PresenceQueries {
  /** How many rooms to read at one time. */
  readonly atOnce: number;
  /** Parallel to the ids; nobody where the actor may not read. `first` users of each room. */
  inRooms(roomIds: readonly string[], first: number, actor: Actor): Promise<RoomPresenceView[]>;
  /** Parallel to the ids. */
  ofUsers(userIds: readonly string[]): Promise<{ online: boolean; lastSeenAtMs: number | undefined }[]>;
  /** Members by role, those first who are online. */
  readonly members: MembersByPresence;
}

export function createPresenceQueries(deps: {
  presence: Presence;
  typing: TypingSigns;
  lastSeen: LastSeenLog;
  directory: RoomDirectory;
  projections: ProjectionReader;
  users: Users;
  /** How many rooms to read at one time. */
  atOnce: number;
}): PresenceQueries {
  const { typing, lastSeen, directory, atOnce } = deps;
  const { roster } = deps.presence;
  return {
    atOnce,
    members: createMembersByPresence({ ...deps, roster }),
    inRooms(roomIds, first, actor) {
      return inTurns(roomIds, { owner: actor.userId, atOnce }, async (roomId) => {
        const { canRead } = accessOf(await directory.state(roomId), actor);
        if (!canRead) return { onlineCount: 0, userIds: [], typingUserIds: [] };
        const userIds = [...take(roster.users(roomId), first)];
        return { onlineCount: roster.count(roomId), userIds, typingUserIds: typing.usersIn(roomId) };
      });
    },
    async ofUsers(userIds) {
      const offline = userIds.filter((userId) => !roster.has(EVERYWHERE, userId));
      const seen = offline.length > 0 ? await lastSeen.of(offline) : new Map<string, number>();
      return userIds.map((userId) => {
        const online = roster.has(EVERYWHERE, userId);
        return { online, lastSeenAtMs: online ? undefined : seen.get(userId) };
      });
    },
  };
}

function* take<T>(items: Iterable<T>, count: number): Iterable<T> {
  let taken = 0;
  for (const item of items) {
    if (taken === count) return;
    taken += 1;
    yield item;
  }
}
