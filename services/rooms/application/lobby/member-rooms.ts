import type { StoredEvent } from '@confab/runtime/eventlog/store/event';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import type { RoomEvent, RoomRole } from '../../domain/room/events.ts';
import { roomIdOf } from '../../domain/room/state.ts';
import { membershipsOf } from '../projections/memberships.ts';

/** Memberships kept for all users together, some 100 bytes each. */
const MOST_KEPT = 500_000;

type Roles = ReadonlyMap<string, RoomRole>;

/**
 * Which rooms a user is in. Users who look at the lobby have it in memory; whoever was there
 * longest makes room for others.
 */
export interface MemberRooms {
  /** Roles by room id, as committed. A room deleted meanwhile may still be in it. */
  of(userId: string): Promise<Roles>;
  /** Forgets users whose memberships changed. */
  apply(events: readonly StoredEvent[]): void;
  /** Forgets everybody. */
  clear(): void;
}

/**
 * For a store that others write to as well: what they have just written is not known here yet, and
 * a user who has joined a room through another replica is to find it in the list. So nothing is
 * kept.
 */
export function createUnkeptMemberRooms(reader: ProjectionReader): MemberRooms {
  return { of: (userId) => membershipsOf(reader, userId), apply() {}, clear() {} };
}

export function createMemberRooms(reader: ProjectionReader, mostKept = MOST_KEPT): MemberRooms {
  const kept = new Map<string, Roles>();
  const loading = new Map<string, Promise<Roles>>();
  let size = 0;

  const forget = (userId: string): void => {
    const roles = kept.get(userId);
    if (roles) size -= roles.size + 1;
    kept.delete(userId);
    loading.delete(userId);
  };
  const keep = (userId: string, roles: Roles): void => {
    kept.set(userId, roles);
    size += roles.size + 1;
    for (const oldest of kept.keys()) {
      if (size <= mostKept) return;
      forget(oldest);
    }
  };
  const load = (userId: string): Promise<Roles> => {
    const started: Promise<Roles> = membershipsOf(reader, userId).then((roles) => {
      // What changed while it was read took the entry away: then the answer is not kept.
      if (loading.get(userId) === started) keep(userId, roles);
      return roles;
    });
    loading.set(userId, started);
    return started.finally(() => {
      if (loading.get(userId) === started) loading.delete(userId);
    });
  };

  return {
    of: async (userId) => kept.get(userId) ?? load(userId),
    clear() {
      for (const userId of new Set([...kept.keys(), ...loading.keys()])) forget(userId);
    },
    apply(events) {
      for (const event of events) {
        if (roomIdOf(event.stream) !== undefined) for (const userId of concerned(event)) forget(userId);
      }
    },
  };
}

function concerned(stored: StoredEvent): readonly string[] {
  const event = stored as unknown as RoomEvent;
  switch (event.type) {
    case 'RoomCreated':
      return [event.data.ownerId];
    case 'MemberJoined':
    case 'MemberLeft':
    case 'MemberBanned':
    case 'RoleSet':
      return [event.data.userId];
  }
  return [];
}
