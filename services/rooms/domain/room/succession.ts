import type { RoleSet } from './events.ts';
import type { RoomState } from './state.ts';

/**
 * Whether the user is an owner and there is no other. Looks at members only if so, and owners
 * rarely go.
 */
export function isLastOwner(room: RoomState, userId: string): boolean {
  if (room.members.get(userId) !== 'owner') return false;
  for (const [id, role] of room.members) if (role === 'owner' && id !== userId) return false;
  return true;
}

/**
 * Who owns the room once its last owner has gone: the moderator who has been a member longest, else
 * the member who has. Nobody where the room is empty then, and nothing to do where another owner
 * stays.
 */
export function succession(room: RoomState, leavingId: string, by: string): RoleSet[] {
  if (!isLastOwner(room, leavingId)) return [];
  let eldest: string | undefined;
  for (const [userId, role] of room.members) {
    if (userId === leavingId) continue;
    if (role === 'moderator') return [{ type: 'RoleSet', data: { userId, role: 'owner', by } }];
    eldest ??= userId;
  }
  return eldest === undefined ? [] : [{ type: 'RoleSet', data: { userId: eldest, role: 'owner', by } }];
}
