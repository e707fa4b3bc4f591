import { sessionEnded } from '../domain/errors.ts';
import type { UserState } from '../domain/user.ts';
import type { Role } from '../domain/user-events.ts';

/** A user as everybody may see them. */
export interface UserView {
  id: string;
  username: string;
  displayName: string;
  role: Role;
  createdAtMs: number;
  /** Absent unless the account was closed. */
  deletedAtMs?: number;
}

/** Throws UNAUTHENTICATED if there is no such account. */
export function viewOf({ account }: UserState): UserView {
  if (!account) throw sessionEnded();
  const { id, username, displayName, role, createdAtMs, deletedAtMs } = account;
  return { id, username, displayName, role, createdAtMs, ...(deletedAtMs === undefined ? {} : { deletedAtMs }) };
}
