import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { type Actor, forbidden, RANK, rankOf, requireRank } from './rights.ts';
import type { RoomState } from './state.ts';

export interface ModerateMember {
  actor: Actor;
  target: Actor;
  reason?: string | undefined;
}

/** Moderators and owners act on those below them, nobody on themselves. */
export function requireAuthority(room: RoomState, { actor, target }: ModerateMember): void {
  requireRank(room, actor, RANK.moderator);
  if (actor.userId === target.userId) throw badInput('username', 'This cannot be done to yourself.');
  if (rankOf(room, target) >= rankOf(room, actor)) throw forbidden('This user stands as high as you, or higher.');
}
