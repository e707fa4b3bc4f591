import { type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import { bannedFromRoom } from './banned.ts';
import type { MemberJoined, RoomEvent } from './events.ts';
import { type Actor, requireInUse, requireVisible } from './rights.ts';
import type { RoomState } from './state.ts';

/**
 * Public rooms take everybody who is not banned, private ones who was invited; administrators
 * always. Who enters an empty room becomes its owner: a room with members always has one. Joining
 * twice changes nothing. FORBIDDEN while the room is archived.
 */
export function decideJoin(room: RoomState, command: { actor: Actor; username: string }): Decision<RoomEvent> {
  const { actor, username } = command;
  requireVisible(room, actor);
  if (room.members.has(actor.userId)) return UNCHANGED;
  if (room.banned.has(actor.userId) && !actor.isAdmin) throw bannedFromRoom(room.name);
  requireInUse(room);
  return { events: [memberJoined(room, { userId: actor.userId, username })], result: null };
}

/** Whoever enters an empty room owns it; an open invitation ends. */
export function memberJoined(room: RoomState, user: { userId: string; username: string }): MemberJoined {
  const role = room.members.size === 0 ? 'owner' : 'member';
  const invited = room.invited.has(user.userId) && ({ invited: true } as const);
  return { type: 'MemberJoined', data: { ...user, role, ...invited } };
}
