import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import type { RoomEvent } from './events.ts';
import { type Actor, RANK, requireRank } from './rights.ts';
import type { RoomState } from './state.ts';

/** Owners take a room into use again, with the members, roles and bans that it has. */
export function decideRestore(room: RoomState, { actor }: { actor: Actor }): Decision<RoomEvent> {
  requireRank(room, actor, RANK.owner);
  return room.archived ? { events: [{ type: 'RoomRestored', data: { by: actor.userId } }], result: null } : UNCHANGED;
}
