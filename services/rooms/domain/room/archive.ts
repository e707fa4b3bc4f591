import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import type { RoomEvent } from './events.ts';
import { type Actor, RANK, requireRank } from './rights.ts';
import type { RoomState } from './state.ts';

/**
 * Owners put a room away: it is read and searched as before, and nobody posts, reacts, edits, joins
 * or is invited there: all invitations into it have ended. Archiving twice changes nothing.
 */
export function decideArchive(room: RoomState, { actor }: { actor: Actor }): Decision<RoomEvent> {
  requireRank(room, actor, RANK.owner);
  if (room.archived) return UNCHANGED;
  const invited = [...room.invited];
  return {
    events: [{ type: 'RoomArchived', data: { by: actor.userId, ...(invited.length > 0 && { invited }) } }],
    result: null,
  };
}
