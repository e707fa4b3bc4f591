import type { Decision, Moment } from '@confab/runtime/eventlog/decider/decider';
import { sessionEnded, wrongCurrentPassword } from './errors.ts';
import { liveSession, type UserState } from './user.ts';
import type { PasswordChanged, SessionRevoked } from './user-events.ts';

export interface ChangePassword {
  /** The session the user asks from; the only one that stays. */
  sessionId: string;
  /** The hash that the presented current password was found to match. */
  verifiedHash: string;
  passwordHash: string;
}

/**
 * Sets a new password and ends every other session, so that whoever learned the old one is out.
 * Throws UNAUTHENTICATED if the session has ended; BAD_USER_INPUT naming `currentPassword` if the
 * password was changed since that one was verified.
 */
export function decideChangePassword(
  state: UserState,
  command: ChangePassword,
  { atMs }: Moment,
): Decision<PasswordChanged | SessionRevoked> {
  if (!liveSession(state, command.sessionId, atMs)) throw sessionEnded();
  if (state.account?.passwordHash !== command.verifiedHash) throw wrongCurrentPassword();
  const others = state.sessions.filter((session) => session.id !== command.sessionId && session.expiresAtMs > atMs);
  return {
    events: [
      { type: 'PasswordChanged', data: { passwordHash: command.passwordHash } },
      ...others.map(
        ({ id }): SessionRevoked => ({ type: 'SessionRevoked', data: { sessionId: id, reason: 'PASSWORD_CHANGED' } }),
      ),
    ],
    result: null,
  };
}
