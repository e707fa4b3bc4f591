import type { Decision, Moment } from '@confab/runtime/eventlog/decider/decider';
import { endSessions } from './end-sessions.ts';
import { resetLinkUseless } from './errors.ts';
import { decideOpenSession, type NewSession } from './open-session.ts';
import type { Account, UserState } from './user.ts';
import type { PasswordChanged, SessionExpired, SessionOpened, SessionRevoked } from './user-events.ts';

export interface ResetPassword {
  /** Of the secret in the link. */
  tokenHash: string;
  /** Of the new password. */
  passwordHash: string;
  session: NewSession;
}

/**
 * Sets the password that was chosen with a link, ends every session and opens one. The link works
 * no more after that. Throws NOT_FOUND naming `token` for a link that was used, has expired, was
 * withdrawn or never was.
 */
export function decideResetPassword(
  state: UserState,
  { tokenHash, passwordHash, session }: ResetPassword,
  { atMs }: Moment,
): Decision<PasswordChanged | SessionRevoked | SessionExpired | SessionOpened> {
  const account = accountByReset(state, { tokenHash, atMs });
  if (!account) throw resetLinkUseless();
  const after = {
    account: { ...account, passwordHash },
    sessions: state.sessions.filter(({ expiresAtMs }) => expiresAtMs <= atMs),
  };
  return {
    events: [
      { type: 'PasswordChanged', data: { passwordHash } },
      ...endSessions(state, { reason: 'PASSWORD_CHANGED', atMs }),
      ...decideOpenSession(after, { session, verifiedHash: passwordHash }, { atMs }).events,
    ],
    result: null,
  };
}

/** The account that the link lets in; undefined where it works no more, or never did. */
export function accountByReset(
  { account }: UserState,
  { tokenHash, atMs }: { tokenHash: string; atMs: number },
): Account | undefined {
  const { reset } = account ?? {};
  return reset?.tokenHash === tokenHash && reset.expiresAtMs > atMs ? account : undefined;
}
