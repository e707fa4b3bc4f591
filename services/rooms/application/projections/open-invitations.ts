import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { Projection, ProjectionWrite } from '@confab/runtime/eventlog/store/projection';
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

/** The same as the invited person knows of it. */
export interface OwnInvitationDoc {
  roomId: string;
  userId: string;
  /** Who invited last, without those whom the invited person blocks. */
  by: string;
  atMs: number;
  /** What the list is ordered by: the time, then the room, of which no two are alike. */
  place: string;
}

export const OPEN_INVITATIONS = 'openInvitations';
export const OWN_INVITATIONS = 'ownInvitations';

/** Digits of a time in milliseconds: enough until the year 33658. */
const TIME_DIGITS = 15;

/**
 * Who may come into which room and has not yet: for the room with who invited them first, for
 * themselves with who did last.
 */
export const openInvitationsProjection: Projection = {
  name: 'open-invitations',
  version: 2,
  collections: {
    [OPEN_INVITATIONS]: { key: ['roomId', 'userId'], indexes: { byAge: ['roomId', 'seq'] } },
    [OWN_INVITATIONS]: { key: ['roomId', 'userId'], indexes: { byUser: ['userId', 'place'] } },
  },
  project(event) {
    const roomId = roomIdOf(event.stream);
    return roomId === undefined ? [] : writes(roomId, event, event as unknown as RoomEvent);
  },
};

const BOTH = [OPEN_INVITATIONS, OWN_INVITATIONS];

function writes(roomId: string, { atMs, seq }: NewEvent, event: RoomEvent): ProjectionWrite[] {
  switch (event.type) {
    case 'MemberInvited': {
      const { userId, by, again, withheld } = event.data;
      const place = `${String(atMs).padStart(TIME_DIGITS, '0')}-${roomId}`;
      const forRoom: ProjectionWrite = { op: 'put', in: OPEN_INVITATIONS, doc: { roomId, userId, by, atMs, seq } };
      const forThem: ProjectionWrite = { op: 'put', in: OWN_INVITATIONS, doc: { roomId, userId, by, atMs, place } };
      return [...(again ? [] : [forRoom]), ...(withheld ? [] : [forThem])];
    }
    case 'MemberJoined':
    case 'MemberBanned':
    case 'InvitationWithdrawn':
      return BOTH.map((list) => ({ op: 'remove', in: list, key: [roomId, event.data.userId] }));
    case 'RoomArchived':
    case 'RoomDeleted':
      return BOTH.map((list) => ({ op: 'clear', in: list, prefix: [roomId] }));
    default:
      return [];
  }
}
