import type { NewSession } from '../domain/open-session.ts';
import type { Accounts } from './accounts.ts';
import { hashesOf, type RefreshToken } from './refresh-token.ts';

/** The session that a refresh token opens, on the device that the client called itself. */
export function newSession(
  { secrets, times }: Pick<Accounts, 'secrets' | 'times'>,
  token: RefreshToken,
  { device, atMs }: { device: string | null; atMs: number },
): NewSession {
  return { sessionId: token.sessionId, ...hashesOf(secrets, token), expiresAtMs: atMs + times.sessionLifeMs, device };
}
