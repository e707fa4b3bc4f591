import { fold, specification } from '@confab/runtime/testing/specification';
import type { RoomCreated, RoomEvent } from '../domain/room/events.ts';
import type { Actor } from '../domain/room/rights.ts';
import { type RoomState, roomKind } from '../domain/room/state.ts';

/** A user without and one with power over the whole server. Users are named for their ids. */
export const user = (userId: string): Actor => ({ userId, isAdmin: false });
export const administrator: Actor = { userId: 'admin', isAdmin: true };

export const { given } = specification(roomKind);

/** Who asks to join. */
export const asking = (actor: Actor) => ({ actor, username: actor.userId });

export function roomAfter(events: readonly RoomEvent[]): RoomState {
  return fold(roomKind, events);
}

export function created(data: Partial<RoomCreated['data']> = {}): RoomEvent {
  return {
    type: 'RoomCreated',
    data: {
      name: 'lobby',
      topic: null,
      visibility: 'public',
      posting: 'members',
      ownerId: 'olga',
      ownerName: 'olga',
      ...data,
    },
  };
}

export const joined = (userId: string): RoomEvent => ({
  type: 'MemberJoined',
  data: { userId, username: userId, role: 'member' },
});
export const invited = (userId: string): RoomEvent => ({ type: 'MemberInvited', data: { userId, by: 'olga' } });
export const appointed = (userId: string, role: 'owner' | 'moderator'): RoomEvent => ({
  type: 'RoleSet',
  data: { userId, role, by: 'olga' },
});
export const banned = (userId: string): RoomEvent => ({
  type: 'MemberBanned',
  data: { userId, by: 'olga', wasMember: false },
});
