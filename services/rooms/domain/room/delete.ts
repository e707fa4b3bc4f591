import type { Decision } from '@confab/runtime/eventlog/decider/decider';
import type { RoomEvent } from './events.ts';
import { type Actor, RANK, requireRank } from './rights.ts';
import type { RoomState } from './state.ts';

/**
 * Owners delete. From then on the room is NOT_FOUND for everybody, its name is free, and all
 * invitations into it have ended.
 */
export function decideDelete(room: RoomState, command: { actor: Actor }): Decision<RoomEvent> {
  requireRank(room, command.actor, RANK.owner);
  const invited = [...room.invited];
  return {
    events: [{ type: 'RoomDeleted', data: { name: room.name, ...(invited.length > 0 && { invited }) } }],
    result: null,
  };
}
