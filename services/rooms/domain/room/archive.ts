import type { RoomEvent } from './events.ts';
import { type Actor, RANK, requireRank } from './rights.ts';
import type { RoomState } from './state.ts';

/**
 * Owners put a room away: it is read and searched as before, and nobody posts, reacts, edits, joins or is invited there: all invitations into it have
 * ended. Archiving twice changes nothing.
 */
export function decideArchive(room: RoomState, { actor }: { actor: Actor }): RoomEvent[] {
  requireRank(room, actor, RANK.owner);
  if (room.archived) return [];
  const invited = [...room.invited];
  return [{ type: 'RoomArchived', data: { by: actor.userId, ...(invited.length > 0 && { invited }) } }];
}

/** Owners take a room into use again, with the members, roles and bans that it has. */
export function decideRestore(room: RoomState, { actor }: { actor: Actor }): RoomEvent[] {
  requireRank(room, actor, RANK.owner);
  return room.archived ? [{ type: 'RoomRestored', data: { by: actor.userId } }] : [];
}
