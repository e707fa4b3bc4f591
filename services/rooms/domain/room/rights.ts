import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { RoomRole } from './events.ts';
import type { RoomState } from './state.ts';

/** Who asks. Administrators of the server act as owners everywhere, members or not. */
export interface Actor {
  userId: string;
  isAdmin: boolean;
}

/** What a user may do in a room now. */
export interface RoomAccess {
  canRead: boolean;
  canPost: boolean;
  /** May kick, ban and delete messages of others. */
  canModerate: boolean;
  banned: boolean;
  /** Nobody writes, reacts, edits or joins until it is restored. */
  archived: boolean;
  role: RoomRole | undefined;
}

/**
 * LobbyPosition in a room: one acts on those below. An administrator stands above owners, so that
 * no owner can shut one out.
 */
export const RANK = { none: 0, member: 1, moderator: 2, owner: 3, administrator: 4 } as const;

export function rankOf(room: RoomState, actor: Actor): number {
  return actor.isAdmin ? RANK.administrator : RANK[room.members.get(actor.userId) ?? 'none'];
}

/** Whether the actor may know that the room exists. */
export function canSee(room: RoomState, actor: Actor): boolean {
  if (room.phase !== 'open') return false;
  return (
    room.visibility === 'public' || actor.isAdmin || room.members.has(actor.userId) || room.invited.has(actor.userId)
  );
}

export function accessOf(room: RoomState, actor: Actor): RoomAccess {
  const role = room.members.get(actor.userId);
  const banned = room.banned.has(actor.userId) && !actor.isAdmin;
  const rank = rankOf(room, actor);
  const open = room.phase === 'open';
  const archived = room.archived !== null;
  return {
    role,
    banned,
    archived,
    canRead: open && (rank > RANK.none || (room.visibility === 'public' && !banned)),
    canPost: open && !archived && role !== undefined && (room.posting === 'members' || rank >= RANK.moderator),
    canModerate: open && rank >= RANK.moderator,
  };
}

/**
 * One answer for rooms that do not exist, were deleted or are hidden, so that none of them can be
 * told apart.
 */
export function noSuchRoom(): AppError {
  return new AppError('NOT_FOUND', 'There is no such room.');
}

export function forbidden(message: string): AppError {
  return new AppError('FORBIDDEN', message);
}

/** NOT_FOUND where the actor may not know of the room. Every verb begins with it. */
export function requireVisible(room: RoomState, actor: Actor): void {
  if (!canSee(room, actor)) throw noSuchRoom();
}

/** FORBIDDEN below the given rank; NOT_FOUND where the actor may not know of the room. */
export function requireRank(room: RoomState, actor: Actor, rank: number): void {
  requireVisible(room, actor);
  if (rankOf(room, actor) >= rank) return;
  throw forbidden(rank >= RANK.owner ? 'Only an owner may do this.' : 'Only owners and moderators may do this.');
}

/** FORBIDDEN where the room is archived. */
export function requireInUse(room: RoomState): void {
  if (room.archived) throw forbidden('This room is archived.');
}
