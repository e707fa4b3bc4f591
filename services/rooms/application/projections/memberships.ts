import type { Projection, ProjectionReader, ProjectionWrite } from '@confab/runtime/event-store/projection';
import type { RoomEvent, RoomRole } from '../../domain/room/events.ts';
import { roomIdOf } from '../../domain/room/state.ts';

export interface MembershipDoc {
  roomId: string;
  userId: string;
  role: RoomRole;
}

export const MEMBERSHIPS = 'memberships';
/** More rooms than one person reads; keeps one user's list from growing without bound. */
const MAX_MEMBERSHIPS = 10_000;

/** Who is in which room, by room and by user. */
export const membershipsProjection: Projection = {
  name: 'memberships',
  version: 1,
  collections: { [MEMBERSHIPS]: { key: ['roomId', 'userId'], indexes: { byUser: ['userId'] } } },
  project(event) {
    const roomId = roomIdOf(event.stream);
    return roomId === undefined ? [] : [...writes(roomId, event as unknown as RoomEvent)];
  },
};

/** The user's rooms with the role in each. */
export async function membershipsOf(reader: ProjectionReader, userId: string): Promise<Map<string, RoomRole>> {
  const docs = await reader.find<MembershipDoc>(MEMBERSHIPS, {
    index: 'byUser',
    equal: [userId],
    limit: MAX_MEMBERSHIPS,
  });
  return new Map(docs.map(({ roomId, role }) => [roomId, role]));
}

function* writes(roomId: string, event: RoomEvent): Iterable<ProjectionWrite> {
  const put = (userId: string, role: RoomRole): ProjectionWrite => ({
    op: 'put',
    in: MEMBERSHIPS,
    doc: { roomId, userId, role },
  });
  switch (event.type) {
    case 'RoomCreated':
      yield put(event.data.ownerId, 'owner');
      return;
    case 'MemberJoined':
    case 'RoleSet':
      yield put(event.data.userId, event.data.role);
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
