import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import type { RoomEvent } from './events.ts';
import { type Actor, requireVisible } from './rights.ts';
import type { RoomState } from './state.ts';
import { succession } from './succession.ts';

/**
 * Everybody may go at any time; the last owner's room passes on (see `succession`). Who was only
 * invited declines by it. Leaving a room one is no member of changes nothing.
 */
export function decideLeave(room: RoomState, command: { actor: Actor }): Decision<RoomEvent> {
  const { actor } = command;
  const { userId } = actor;
  requireVisible(room, actor);
  if (room.invited.has(userId))
    return { events: [{ type: 'InvitationWithdrawn', data: { userId, by: userId } }], result: null };
  if (!room.members.has(userId)) return UNCHANGED;
  const losesAccess = room.visibility === 'private' && !actor.isAdmin;
  return {
    events: [
      { type: 'MemberLeft', data: { userId, reason: 'left', losesAccess } },
      ...succession(room, userId, userId),
    ],
    result: null,
  };
}
