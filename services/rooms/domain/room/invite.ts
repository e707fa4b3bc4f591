import { AppError } from '@confab/runtime/errors/app-error';
import type { RoomEvent } from './events.ts';
import { type Actor, RANK, requireRank } from './rights.ts';
import type { RoomState } from './state.ts';

/**
 * Into a private room owners and moderators invite, into a public one every member. CONFLICT for a banned user: lift the ban first. Inviting a
 * member, or twice, changes nothing.
 */
export function decideInvite(room: RoomState, command: { actor: Actor; target: Actor }): RoomEvent[] {
  const { actor, target } = command;
  requireRank(room, actor, room.visibility === 'private' ? RANK.moderator : RANK.member);
  if (room.banned.has(target.userId)) throw new AppError('CONFLICT', 'This user is banned; lift the ban first.');
  if (room.members.has(target.userId) || room.invited.has(target.userId)) return [];
  return [{ type: 'MemberInvited', data: { userId: target.userId, by: actor.userId } }];
}
