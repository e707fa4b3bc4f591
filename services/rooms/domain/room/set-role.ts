import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { RoomEvent, RoomRole } from './events.ts';
import { type Actor, forbidden, RANK, rankOf, requireRank } from './rights.ts';
import type { RoomState } from './state.ts';
import { isLastOwner } from './succession.ts';

/**
 * Owners appoint, and give up their own role. Another owner's role only an administrator takes.
 * CONFLICT for somebody who is no member, and where the room would be left without an owner.
 */
export function decideSetRole(
  room: RoomState,
  command: { actor: Actor; target: Actor; role: RoomRole },
): Decision<RoomEvent> {
  const { actor, target, role } = command;
  requireRank(room, actor, RANK.owner);
  const current = room.members.get(target.userId);
  if (!current) throw new AppError('CONFLICT', 'This user is not a member of the room.');
  if (current === role) return UNCHANGED;
  const own = actor.userId === target.userId;
  if (!own && RANK[current] >= rankOf(room, actor)) throw forbidden('An owner gives up this role in person.');
  if (isLastOwner(room, target.userId)) throw new AppError('CONFLICT', 'Appoint another owner first.');
  return { events: [{ type: 'RoleSet', data: { userId: target.userId, role, by: actor.userId } }], result: null };
}
