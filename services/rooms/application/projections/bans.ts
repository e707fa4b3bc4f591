import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { Projection, ProjectionWrite } from '@confab/runtime/eventlog/store/projection';
import type { RoomEvent } from '../../domain/room/events.ts';
import { roomIdOf } from '../../domain/room/state.ts';

export interface BanDoc {
  roomId: string;
  userId: string;
  /** Who banned. */
  by: string;
  reason?: string;
  atMs: number;
  /** Of the event, what the list is ordered by. */
  seq: number;
}

export const BANS = 'bans';

/** Who is kept out of which room, by whom and why. */
export const bansProjection: Projection = {
  name: 'bans',
  version: 1,
  collections: { [BANS]: { key: ['roomId', 'userId'], indexes: { byAge: ['roomId', 'seq'] } } },
  project(event) {
    const roomId = roomIdOf(event.stream);
    return roomId === undefined ? [] : writes(roomId, event, event as unknown as RoomEvent);
  },
};

function writes(roomId: string, { atMs, seq }: NewEvent, event: RoomEvent): ProjectionWrite[] {
  switch (event.type) {
    case 'MemberBanned': {
      const { userId, by, note } = event.data;
      return [{ op: 'put', in: BANS, doc: { roomId, userId, by, ...(note && { reason: note }), atMs, seq } }];
    }
    case 'MemberUnbanned':
      return [{ op: 'remove', in: BANS, key: [roomId, event.data.userId] }];
    case 'RoomDeleted':
      return [{ op: 'clear', in: BANS, prefix: [roomId] }];
    default:
      return [];
  }
}
