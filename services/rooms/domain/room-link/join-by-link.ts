import { type Addressed, type Decision, type Moment, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import { linkUseless } from '@confab/runtime/kernel/ids/link';
import { bannedFromRoom } from '../room/banned.ts';
import type { RoomEvent } from '../room/events.ts';
import { memberJoined } from '../room/join.ts';
import type { Actor } from '../room/rights.ts';
import { type RoomState, roomStream } from '../room/state.ts';
import { goodLink, knownLink, type PresentedLink } from './good-link.ts';
import { type RoomLinkUsed, roomLinkStream } from './link.ts';

export interface JoinByLink {
  actor: Actor;
  username: string;
  /** Id of the link. */
  id: string;
}

/**
 * Whoever has the link joins, into a private room as well. A member is in the room already,
 * whatever became of the link, and spends nothing. NOT_FOUND for a link that does not work,
 * FORBIDDEN for whoever is banned.
 */
export function decideJoinByLink(
  { room, presented }: { room: RoomState; presented: PresentedLink },
  { actor, username, id }: JoinByLink,
  { atMs }: Moment,
): Decision<Addressed<RoomEvent | RoomLinkUsed>> {
  const { userId } = actor;
  if (knownLink(presented) && room.phase === 'open' && room.members.has(userId)) return UNCHANGED;
  const link = goodLink(room, presented, atMs);
  if (!link) throw linkUseless('token');
  if (room.banned.has(userId) && !actor.isAdmin) throw bannedFromRoom(room.name);
  const { roomId } = link;
  const data: RoomLinkUsed['data'] = link.usesLeft === 1 ? { roomId, userId, last: true } : { roomId, userId };
  return {
    events: [
      { stream: roomStream(roomId), event: memberJoined(room, { userId, username }) },
      { stream: roomLinkStream(id), event: { type: 'RoomLinkUsed', data } },
    ],
    result: null,
  };
}
