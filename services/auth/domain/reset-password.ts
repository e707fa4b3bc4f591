import { endSessions } from './end-sessions.ts';
import { resetLinkUseless } from './errors.ts';
import { type NewSession, openSession } from './open-session.ts';
import type { Account, UserState } from './user.ts';
import type { PasswordChanged, SessionExpired, SessionOpened, SessionRevoked } from './user-events.ts';

export interface PresentedReset {
  /** Of the secret in the link. */
  tokenHash: string;
  atMs: number;
}

export interface ResetPassword extends PresentedReset {
  /** Of the new password. */
  passwordHash: string;
  session: NewSession;
}

/**
 * Sets the password that was chosen with a link, ends every session and opens one. The link works no more after that. Throws NOT_FOUND naming `token`
 * for a link that was used, has expired, was withdrawn or never was.
 */
export function resetPassword(
  state: UserState,
  { passwordHash, session, ...presented }: ResetPassword,
): readonly (PasswordChanged | SessionRevoked | SessionExpired | SessionOpened)[] {
  const account = accountByReset(state, presented);
  if (!account) throw resetLinkUseless();
  const { atMs } = presented;
  const after = {
    account: { ...account, passwordHash },
    sessions: state.sessions.filter(({ expiresAtMs }) => expiresAtMs <= atMs),
  };
  return [
    { type: 'PasswordChanged', data: { passwordHash } },
    ...endSessions(state, { reason: 'PASSWORD_CHANGED', atMs }),
    ...openSession(after, { session, verifiedHash: passwordHash, atMs }),
  ];
}

/** The account that the link lets in; undefined where it works no more, or never did. */
export function accountByReset({ account }: UserState, { tokenHash, atMs }: PresentedReset): Account | undefined {
  const { reset } = account ?? {};
  return reset?.tokenHash === tokenHash && reset.expiresAtMs > atMs ? account : undefined;
}
