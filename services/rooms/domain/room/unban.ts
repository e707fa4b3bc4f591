import type { RoomEvent } from './events.ts';
import { type Actor, RANK, requireRank } from './rights.ts';
import type { RoomState } from './state.ts';

/** Owners and moderators lift bans. It brings no membership back. */
export function decideUnban(room: RoomState, command: { actor: Actor; target: Actor }): RoomEvent[] {
  const { actor, target } = command;
  requireRank(room, actor, RANK.moderator);
  if (!room.banned.has(target.userId)) return [];
  return [{ type: 'MemberUnbanned', data: { userId: target.userId, by: actor.userId } }];
}
