import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import type { RoomEvent } from './events.ts';
import { type Actor, RANK, requireRank } from './rights.ts';
import type { RoomState } from './state.ts';

/** Owners and moderators lift bans. It brings no membership back. */
export function decideUnban(room: RoomState, command: { actor: Actor; target: Actor }): Decision<RoomEvent> {
  const { actor, target } = command;
  requireRank(room, actor, RANK.moderator);
  if (!room.banned.has(target.userId)) return UNCHANGED;
  return { events: [{ type: 'MemberUnbanned', data: { userId: target.userId, by: actor.userId } }], result: null };
}
