import type { Projection, ProjectionReader } from '@confab/runtime/event-store/projection';
import type { RoomEvent } from '../../domain/room/events.ts';
import { roomIdOf } from '../../domain/room/state.ts';
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

const ROOM_LINKS = 'roomLinks';
/** More than any room has that were neither revoked nor deleted. */
const MOST = 1_000;

/** Links into living rooms that nobody revoked. */
export const roomLinksProjection: Projection = {
  name: 'room-links',
  version: 1,
  collections: { [ROOM_LINKS]: { key: ['roomId', 'linkId'] } },
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
        const doc: RoomLinkDoc = { roomId, linkId, by, createdAtMs: event.atMs, used: 0 };
        if (uses !== null) doc.uses = uses;
        if (expiresAtMs !== null) doc.expiresAtMs = expiresAtMs;
        return [{ op: 'put', in: ROOM_LINKS, doc: { ...doc } }];
      }
      case 'RoomLinkUsed':
        return [{ op: 'add', in: ROOM_LINKS, key, by: { used: 1 } }];
      case 'RoomLinkRevoked':
        return [{ op: 'remove', in: ROOM_LINKS, key }];
    }
  },
};

/** Links into the room that are neither used up nor expired, the newest first. */
export async function openLinksOf(reader: ProjectionReader, roomId: string, atMs: number): Promise<RoomLinkDoc[]> {
  const links = await reader.find<RoomLinkDoc>(ROOM_LINKS, { index: 'key', equal: [roomId], limit: MOST });
  return links
    .filter(
      ({ used, uses, expiresAtMs }) => (uses === undefined || used < uses) && !(expiresAtMs && expiresAtMs <= atMs),
    )
    .toSorted((one, other) => other.createdAtMs - one.createdAtMs);
}
