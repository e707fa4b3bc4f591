import type { Projection, ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import type { RoomEvent } from '../../domain/room/events.ts';
import { roomIdOf } from '../../domain/room/state.ts';
import { MOST_OPEN_LINKS } from '../../domain/room-link/create-link.ts';
import { type RoomLinkEvent, roomLinkIdOf } from '../../domain/room-link/link.ts';

export interface RoomLinkDoc {
  roomId: string;
  linkId: string;
  /** Who made it. */
  by: string;
  createdAtMs: number;
  /** How often it was used. */
  used: number;
  /** Absent: it may be used any number of times. */
  uses?: number;
  /** Absent: it never expires. */
  expiresAtMs?: number;
}

/**
 * With the time from which it is good no more, which links that never expire have as well: lists
 * begin behind those that have expired.
 */
type Stored = RoomLinkDoc & { endsAtMs: number };

const ROOM_LINKS = 'roomLinks';

/** Links into living rooms that are neither revoked nor used up. */
export const roomLinksProjection: Projection = {
  name: 'room-links',
  version: 2,
  collections: { [ROOM_LINKS]: { key: ['roomId', 'linkId'], indexes: { byEnd: ['roomId', 'endsAtMs'] } } },
  project(event) {
    const linkId = roomLinkIdOf(event.stream);
    if (linkId === undefined) {
      const roomId = roomIdOf(event.stream);
      const isDeleted = roomId !== undefined && event.type === ('RoomDeleted' satisfies RoomEvent['type']);
      return isDeleted ? [{ op: 'clear', in: ROOM_LINKS, prefix: [roomId] }] : [];
    }
    const { type, data } = event as unknown as RoomLinkEvent;
    const key = [data.roomId, linkId];
    switch (type) {
      case 'RoomLinkCreated': {
        const { roomId, by, uses, expiresAtMs } = data;
        const endsAtMs = expiresAtMs ?? Number.MAX_SAFE_INTEGER;
        const doc: Stored = { roomId, linkId, by, createdAtMs: event.atMs, used: 0, endsAtMs };
        if (uses !== null) doc.uses = uses;
        if (expiresAtMs !== null) doc.expiresAtMs = expiresAtMs;
        return [{ op: 'put', in: ROOM_LINKS, doc: { ...doc } }];
      }
      case 'RoomLinkUsed':
        return [
          data.last ? { op: 'remove', in: ROOM_LINKS, key } : { op: 'add', in: ROOM_LINKS, key, by: { used: 1 } },
        ];
      case 'RoomLinkRevoked':
        return [{ op: 'remove', in: ROOM_LINKS, key }];
    }
  },
};

/** Links into the room that are neither used up nor expired, the newest first. */
export async function openLinksOf(reader: ProjectionReader, roomId: string, atMs: number): Promise<RoomLinkDoc[]> {
  const links = await reader.find<Stored>(ROOM_LINKS, {
    ...{ index: 'byEnd', equal: [roomId], greaterThan: atMs },
    // Two who make the last one at the same moment both get it.
    limit: 2 * MOST_OPEN_LINKS,
  });
  return links
    .filter(({ used, uses }) => uses === undefined || used < uses)
    .map(({ endsAtMs: _, ...link }) => link)
    .toSorted((one, other) => other.createdAtMs - one.createdAtMs);
}
