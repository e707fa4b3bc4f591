/**
 * A signed-in device: one family of refresh tokens. Nothing here is a token; all are SHA-256
 * hashes.
 *
 * `familyHash` is of the part that all tokens of the family share, so that an old token can be told
 * from an invented one without keeping every old hash. `liveHashes` are of the tokens that may be
 * exchanged: one, or several where one token was exchanged more than once. `exchangedHash` is of
 * the token that they were given for, `spentHashes` of all that were valid with it.
 */
export interface Session {
  id: string;
  familyHash: string;
  liveHashes: readonly string[];
  /** Absent until the first exchange. */
  exchangedHash?: string;
  spentHashes: readonly string[];
  spentAtMs: number;
  openedAtMs: number;
  refreshedAtMs: number;
  /** Rolls forward with every exchange. */
  expiresAtMs: number;
}

/**
 * Tokens that one exchange may leave valid; a browser that restores more tabs than this at once
 * signs the oldest out.
 */
const MAX_LIVE = 16;

/** What is presented for an exchange, hashed. */
export interface PresentedToken {
  familyHash: string;
  tokenHash: string;
}

/**
 * `live`: may be exchanged. `unanswered`: was exchanged, and nobody has used what it was exchanged
 * for: the answer may be lost. `grace`: was valid until a moment ago, when another tab exchanged
 * its own. `reused`: was exchanged before, and what came of it is used, so two parties hold the
 * family. `unknown`: never belonged to the session.
 */
export type TokenStanding = 'live' | 'unanswered' | 'grace' | 'reused' | 'unknown';

export function standingOf(
  session: Session,
  token: PresentedToken,
  { atMs, graceMs }: { atMs: number; graceMs: number },
): TokenStanding {
  if (session.familyHash !== token.familyHash) return 'unknown';
  if (session.liveHashes.includes(token.tokenHash)) return 'live';
  if (session.exchangedHash === token.tokenHash) return 'unanswered';
  if (session.spentHashes.includes(token.tokenHash) && atMs < session.spentAtMs + graceMs) return 'grace';
  return 'reused';
}

/** The session after the exchange of one of its tokens for a new one. */
export function rotated(
  session: Session,
  {
    fromHash,
    tokenHash,
    atMs,
    expiresAtMs,
  }: { fromHash: string; tokenHash: string; atMs: number; expiresAtMs: number },
): Session {
  const refreshed = { ...session, refreshedAtMs: atMs, expiresAtMs };
  if (!session.liveHashes.includes(fromHash))
    return { ...refreshed, liveHashes: [...session.liveHashes, tokenHash].slice(-MAX_LIVE) };
  return {
    ...refreshed,
    liveHashes: [tokenHash],
    exchangedHash: fromHash,
    spentHashes: session.liveHashes,
    spentAtMs: atMs,
  };
}
