import type { NewEvent } from '@confab/runtime/event-store/event';
import type { Projection, ProjectionWrite } from '@confab/runtime/event-store/projection';
import type { RoomEvent } from '../../domain/room/events.ts';
import { roomIdOf } from '../../domain/room/state.ts';

export interface InvitationDoc {
  roomId: string;
  userId: string;
  /** Who invited. */
  by: string;
  atMs: number;
  /** Of the event, what the list is ordered by. */
  seq: number;
}

export const OPEN_INVITATIONS = 'openInvitations';

/** Who may come into which room and has not yet, with who invited them first. */
export const openInvitationsProjection: Projection = {
  name: 'open-invitations',
  version: 1,
  collections: { [OPEN_INVITATIONS]: { key: ['roomId', 'userId'], indexes: { byAge: ['roomId', 'seq'] } } },
  project(event) {
    const roomId = roomIdOf(event.stream);
    return roomId === undefined ? [] : writes(roomId, event, event as unknown as RoomEvent);
  },
};

function writes(roomId: string, { atMs, seq }: NewEvent, event: RoomEvent): ProjectionWrite[] {
  switch (event.type) {
    case 'MemberInvited': {
      const { userId, by, again } = event.data;
      if (again) return [];
      return [{ op: 'put', in: OPEN_INVITATIONS, doc: { roomId, userId, by, atMs, seq } }];
    }
    case 'MemberJoined':
    case 'MemberBanned':
    case 'InvitationWithdrawn':
      return [{ op: 'remove', in: OPEN_INVITATIONS, key: [roomId, event.data.userId] }];
    case 'RoomDeleted':
      return [{ op: 'clear', in: OPEN_INVITATIONS, prefix: [roomId] }];
    default:
      return [];
  }
}
