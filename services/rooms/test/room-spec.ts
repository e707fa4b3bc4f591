import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import type { RoomCreated, RoomEvent } from '../domain/room/events.ts';
import type { Actor } from '../domain/room/rights.ts';
import { evolveRoom, initialRoom, type RoomState } from '../domain/room/state.ts';

/** A user without and one with power over the whole server. Users are named for their ids. */
export const user = (userId: string): Actor => ({ userId, isAdmin: false });
export const administrator: Actor = { userId: 'admin', isAdmin: true };

/** Who asks to join. */
export const asking = (actor: Actor) => ({ actor, username: actor.userId });

export function roomAfter(events: readonly RoomEvent[]): RoomState {
  return events.reduce((state, event) => evolveRoom(state, event, { atMs: 1_000 }), initialRoom());
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

/** Given what happened, when this is decided, it gives these events, or it is refused with this code. */
export function given(...events: RoomEvent[]) {
  return {
    when<Command>(decide: (room: RoomState, command: Command) => RoomEvent[], command: Command) {
      const outcome = attempt(() => decide(roomAfter(events), command));
      return {
        gives: (...expected: RoomEvent[]) => expect(outcome).toEqual({ events: expected }),
        refuses: (code: string, field?: string) =>
          expect(outcome).toEqual({ code, ...(field !== undefined && { field }) }),
      };
    },
  };
}

function attempt(decide: () => RoomEvent[]): { events: RoomEvent[] } | { code: string; field?: string } {
  try {
    return { events: decide() };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { code: error.code, ...(error.field !== undefined && { field: error.field }) };
  }
}
