import type { RoomEvent } from './events.ts';
import { type Actor, RANK, requireRank } from './rights.ts';
import type { RoomState } from './state.ts';

/** Owners delete. From then on the room is NOT_FOUND for everybody and its name is free. */
export function decideDelete(room: RoomState, command: { actor: Actor }): RoomEvent[] {
  requireRank(room, command.actor, RANK.owner);
  return [{ type: 'RoomDeleted', data: { name: room.name } }];
}
