import { type Addressed, type Decision, type Moment, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { endSessions } from './end-sessions.ts';
import { type AdministratorAppointed, type AdministratorDismissed, SERVER_STREAM, type ServerState } from './server.ts';
import { accountOf, type UserState, userStream } from './user.ts';
import type { Role, ServerRoleChanged, SessionRevoked } from './user-events.ts';

export interface SetServerRole {
  role: Role;
  /** Who decides it. */
  by: string;
}

/**
 * Makes a user an administrator, or a member again. Whoever loses the role is signed out: their
 * access tokens, which carry the old role, are refused everywhere at once. Throws NOT_FOUND without
 * an account; CONFLICT for the last administrator, and for a banned user.
 */
export function decideSetServerRole(
  state: { user: UserState; server: ServerState },
  { role, by }: SetServerRole,
  { atMs }: Moment,
): Decision<Addressed<AdministratorAppointed | AdministratorDismissed | ServerRoleChanged | SessionRevoked>> {
  const { id: userId, role: current, ban } = accountOf(state.user);
  if (current === role) return UNCHANGED;
  const isMade = role === 'ADMIN';
  if (isMade && ban) throw new AppError('CONFLICT', 'A banned user cannot be an administrator. Lift the ban first.');
  if (!isMade && state.server.administrators.length === 1) {
    throw new AppError('CONFLICT', 'The last administrator stays one. Appoint another one first.');
  }
  const type = isMade ? 'AdministratorAppointed' : 'AdministratorDismissed';
  const ended = isMade ? [] : endSessions(state.user, { reason: 'ROLE_CHANGED', atMs });
  const stream = userStream(userId);
  return {
    events: [
      { stream: SERVER_STREAM, event: { type, data: { userId } } },
      { stream, event: { type: 'ServerRoleChanged', data: { role, by } } },
      ...ended.map((event) => ({ stream, event })),
    ],
    result: null,
  };
}
