import type { RoomEvent } from './events.ts';
import { type Actor, requireVisible } from './rights.ts';
import type { RoomState } from './state.ts';
import { succession } from './succession.ts';

/**
 * Everybody may go at any time; the last owner's room passes on (see `succession`). Who was only invited declines by it. Leaving a room one is
 * no member of changes nothing.
 */
export function decideLeave(room: RoomState, command: { actor: Actor }): RoomEvent[] {
  const { actor } = command;
  const { userId } = actor;
  requireVisible(room, actor);
  if (room.invited.has(userId)) return [{ type: 'InvitationWithdrawn', data: { userId, by: userId } }];
  if (!room.members.has(userId)) return [];
  const losesAccess = room.visibility === 'private' && !actor.isAdmin;
  return [{ type: 'MemberLeft', data: { userId, reason: 'left', losesAccess } }, ...succession(room, userId, userId)];
}
