import { ID_FORMAT } from '@confab/runtime/kernel/ids/port';
import type { Secrets } from '@confab/runtime/kernel/ids/secrets';
import type { PresentedToken } from '../domain/session.ts';

const FAMILY_BITS = 128;
const TOKEN_BITS = 256;
const TOKEN = new RegExp(`^(${ID_FORMAT})\\.(${ID_FORMAT})\\.([\\w-]{22})\\.([\\w-]{43})$`);

/**
 * A refresh token, `<user id>.<session id>.<family>.<secret>`: it names its stream, so no index of
 * tokens is needed. `family` is the same in all tokens of a session; `secret` is new in each.
 */
export interface RefreshToken {
  userId: string;
  sessionId: string;
  family: string;
  secret: string;
}

export function newRefreshToken(
  secrets: Secrets,
  { userId, sessionId, family = secrets.next(FAMILY_BITS) }: { userId: string; sessionId: string; family?: string },
): RefreshToken {
  return { userId, sessionId, family, secret: secrets.next(TOKEN_BITS) };
}

export function formatRefreshToken({ userId, sessionId, family, secret }: RefreshToken): string {
  return `${userId}.${sessionId}.${family}.${secret}`;
}

/** Undefined for what cannot be a refresh token. */
export function parseRefreshToken(text: string): RefreshToken | undefined {
  const [, userId, sessionId, family, secret] = TOKEN.exec(text) ?? [];
  if (!userId || !sessionId || !family || !secret) return undefined;
  return { userId, sessionId, family, secret };
}

/** What is kept of a token. */
export function hashesOf(secrets: Secrets, token: RefreshToken): PresentedToken {
  return { familyHash: secrets.hash(token.family), tokenHash: secrets.hash(token.secret) };
}
