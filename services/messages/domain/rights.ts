import { AppError } from '@confab/runtime/kernel/errors/app-error';

/**
 * What a user may do in a timeline at the moment of a command. Of a room, its owner (the rooms
 * service) says so.
 */
export interface Rights {
  canRead: boolean;
  canPost: boolean;
  /** May delete messages of others. */
  canModerate: boolean;
  isMember: boolean;
  isBanned: boolean;
  /** The room is archived: nothing is written, edited or reacted to. */
  isArchived?: boolean;
}

/** Both sides of a private conversation have these, and nobody else has any. */
export const PARTICIPANT: Rights = {
  canRead: true,
  canPost: true,
  canModerate: false,
  isMember: true,
  isBanned: false,
};

export function assertMayPost(rights: Rights): void {
  assertNotArchived(rights);
  if (!rights.canPost) throw forbidden('You may not post here.');
}

/** FORBIDDEN for everybody, administrators too, until the room is restored. */
export function assertNotArchived({ isArchived = false }: Rights): void {
  if (isArchived) throw forbidden('This room is archived.');
}

/** Editing and reacting: for members only, and not for who was banned, whatever may be read. */
export function assertTakesPart(rights: Rights): void {
  if (!rights.canRead || !rights.isMember || rights.isBanned) throw forbidden('Only members may do this.');
  assertNotArchived(rights);
}

export function forbidden(message: string): AppError {
  return new AppError('FORBIDDEN', message);
}

export function noSuchMessage(): AppError {
  return new AppError('NOT_FOUND', 'There is no such message.');
}
