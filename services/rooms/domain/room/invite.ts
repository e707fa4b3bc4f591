import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { MemberInvited, RoomEvent } from './events.ts';
import { type Actor, RANK, requireInUse, requireRank } from './rights.ts';
import type { RoomState } from './state.ts';

/**
 * Into a private room owners and moderators invite, into a public one every member. CONFLICT for a
 * banned user: lift the ban first. Inviting a member changes nothing, and neither does inviting
 * twice. FORBIDDEN while the room is archived.
 *
 * Each who invites somebody is told of to them, so that nobody whom they block keeps the
 * invitations of others from them. `isWithheld`: they block this one, who sees the invitation as
 * open all the same; it is no invitation that they were told of, should it be repeated once they
 * are unblocked.
 */
export function decideInvite(
  room: RoomState,
  { actor, target, isWithheld }: { actor: Actor; target: Actor; isWithheld: boolean },
): Decision<RoomEvent> {
  requireRank(room, actor, room.visibility === 'private' ? RANK.moderator : RANK.member);
  requireInUse(room);
  const { userId } = target;
  if (room.banned.has(userId)) throw new AppError('CONFLICT', 'This user is banned; lift the ban first.');
  if (room.members.has(userId)) return UNCHANGED;
  const wasTold = room.inviters.get(userId)?.get(actor.userId);
  if (wasTold || (wasTold === false && isWithheld)) return UNCHANGED;
  const data: MemberInvited['data'] = { userId, by: actor.userId };
  if (room.invited.has(userId)) data.again = true;
  if (isWithheld) data.withheld = true;
  return { events: [{ type: 'MemberInvited', data }], result: null };
}
