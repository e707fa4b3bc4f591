import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { Projection, ProjectionReader, ProjectionWrite } from '@confab/runtime/eventlog/store/projection';
import { foldName } from '@confab/runtime/kernel/names/name';
import { turns } from '@confab/runtime/kernel/turns/turns';
import type { RoomEvent, RoomRole } from '../../domain/room/events.ts';
import { roomIdOf } from '../../domain/room/state.ts';

export interface MembershipDoc {
  roomId: string;
  userId: string;
  /** What the list of members is ordered by. */
  folded: string;
  role: RoomRole;
  joinedAtMs: number;
}

export const MEMBERSHIPS = 'memberships';
/** More rooms than one person reads; keeps one user's list from growing without bound. */
const MAX_MEMBERSHIPS = 10_000;
/** A millisecond of work. */
const PAGE = 500;

/** Who is in which room, by room, by room and name, by room and role and name, and by user. */
export const membershipsProjection: Projection = {
  name: 'memberships',
  version: 3,
  collections: {
    [MEMBERSHIPS]: {
      key: ['roomId', 'userId'],
      indexes: { byUser: ['userId'], byName: ['roomId', 'folded'], byRole: ['roomId', 'role', 'folded'] },
    },
  },
  project(event) {
    const roomId = roomIdOf(event.stream);
    return roomId === undefined ? [] : [...writes(roomId, event, event as unknown as RoomEvent)];
  },
};

/** The user's rooms with the role in each. Read in pages, between which others are served. */
export async function membershipsOf(reader: ProjectionReader, userId: string): Promise<Map<string, RoomRole>> {
  const roles = new Map<string, RoomRole>();
  for (let last: string | undefined; roles.size < MAX_MEMBERSHIPS; ) {
    const behind = last === undefined ? {} : { greaterThan: last };
    const docs = await reader.find<MembershipDoc>(MEMBERSHIPS, {
      ...{ index: 'byUser', equal: [userId], limit: PAGE },
      ...behind,
    });
    for (const { roomId, role } of docs) roles.set(roomId, role);
    last = docs.at(-1)?.roomId;
    if (docs.length < PAGE) break;
    await turns.giveWay(userId);
  }
  return roles;
}

function* writes(roomId: string, { atMs }: NewEvent, event: RoomEvent): Iterable<ProjectionWrite> {
  const put = (userId: string, username: string, role: RoomRole): ProjectionWrite => ({
    op: 'put',
    in: MEMBERSHIPS,
    doc: { roomId, userId, folded: foldName(username), role, joinedAtMs: atMs },
  });
  switch (event.type) {
    case 'RoomCreated':
      yield put(event.data.ownerId, event.data.ownerName, 'owner');
      return;
    case 'MemberJoined':
      yield put(event.data.userId, event.data.username, event.data.role);
      return;
    case 'RoleSet':
      yield { op: 'merge', in: MEMBERSHIPS, key: [roomId, event.data.userId], set: { role: event.data.role } };
      return;
    case 'MemberLeft':
    case 'MemberBanned':
      yield { op: 'remove', in: MEMBERSHIPS, key: [roomId, event.data.userId] };
      return;
    case 'RoomDeleted':
      yield { op: 'clear', in: MEMBERSHIPS, prefix: [roomId] };
      return;
  }
}
