import { linkUseless } from '@confab/runtime/kernel/ids/link';
import { bannedFromRoom } from '../room/banned.ts';
import type { RoomEvent } from '../room/events.ts';
import { memberJoined } from '../room/join.ts';
import type { Actor } from '../room/rights.ts';
import type { RoomState } from '../room/state.ts';
import { goodLink, knownLink, type PresentedLink } from './good-link.ts';
import type { RoomLinkUsed } from './link.ts';

export interface JoinByLink {
  actor: Actor;
  username: string;
  presented: PresentedLink;
  atMs: number;
}

/** The events by the stream they belong to. */
export interface JoinedByLink {
  room: readonly RoomEvent[];
  link: readonly RoomLinkUsed[];
}

/**
 * Whoever has the link joins, into a private room as well. A member is in the room already, whatever became of the link, and spends nothing. NOT_FOUND for a
 * link that does not work, FORBIDDEN for whoever is banned.
 */
export function decideJoinByLink(room: RoomState, command: JoinByLink): JoinedByLink {
  const { actor, username, presented, atMs } = command;
  if (knownLink(presented) && room.phase === 'open' && room.members.has(actor.userId)) return { room: [], link: [] };
  const link = goodLink(room, presented, atMs);
  if (!link) throw linkUseless('token');
  if (room.banned.has(actor.userId) && !actor.isAdmin) throw bannedFromRoom(room.name);
  const used = { roomId: link.roomId, userId: actor.userId };
  return {
    room: [memberJoined(room, { userId: actor.userId, username })],
    link: [{ type: 'RoomLinkUsed', data: link.usesLeft === 1 ? { ...used, last: true } : used }],
  };
}
