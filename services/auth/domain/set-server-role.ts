import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { endSessions } from './end-sessions.ts';
import type { AdministratorAppointed, AdministratorDismissed, ServerState } from './server.ts';
import { accountOf, type UserState } from './user.ts';
import type { Role, ServerRoleChanged, SessionRevoked } from './user-events.ts';

export interface SetServerRole {
  role: Role;
  /** Who decides it. */
  by: string;
  atMs: number;
}

/** The events by the stream they belong to. */
export interface RoleChange {
  user: readonly (ServerRoleChanged | SessionRevoked)[];
  server: readonly (AdministratorAppointed | AdministratorDismissed)[];
}

/**
 * Makes a user an administrator, or a member again. Whoever loses the role is signed out: their access tokens, which carry the old role, are
 * refused everywhere at once. Throws NOT_FOUND without an account; CONFLICT for the last administrator, and for a banned user.
 */
export function setServerRole(
  state: { user: UserState; server: ServerState },
  { role, by, atMs }: SetServerRole,
): RoleChange {
  const account = accountOf(state.user);
  if (account.role === role) return { user: [], server: [] };
  const changed: ServerRoleChanged = { type: 'ServerRoleChanged', data: { role, by } };
  const userId = account.id;
  if (role === 'ADMIN') {
    if (account.ban) throw new AppError('CONFLICT', 'A banned user cannot be an administrator. Lift the ban first.');
    return { user: [changed], server: [{ type: 'AdministratorAppointed', data: { userId } }] };
  }
  if (state.server.administrators.length === 1) {
    throw new AppError('CONFLICT', 'The last administrator stays one. Appoint another one first.');
  }
  return {
    user: [changed, ...endSessions(state.user, { reason: 'ROLE_CHANGED', atMs })],
    server: [{ type: 'AdministratorDismissed', data: { userId } }],
  };
}
