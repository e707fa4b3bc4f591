import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import type { RoomEvent } from './events.ts';
import { type Actor, requireVisible } from './rights.ts';
import type { RoomState } from './state.ts';

/**
 * The invited say no, and may be invited again. Changes nothing for whoever has no invitation,
 * members included.
 */
export function decideDeclineInvitation(room: RoomState, { actor }: { actor: Actor }): Decision<RoomEvent> {
  requireVisible(room, actor);
  const { userId } = actor;
  return room.invited.has(userId)
    ? { events: [{ type: 'InvitationWithdrawn', data: { userId, by: userId } }], result: null }
    : UNCHANGED;
}
