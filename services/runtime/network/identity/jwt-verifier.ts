import jwt from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Clock } from '../../kernel/clock/port.ts';
import { AppError } from '../../kernel/errors/app-error.ts';
import type { Identity, TokenVerifier } from './port.ts';
import { createSigningKeys, type SigningKey, type SigningKeySet } from './signing-keys.ts';

const ISSUER = 'confab';
/** Some 1 KB each; more than the sockets that one gateway holds. */
const REMEMBERED_TOKENS = 50_000;
const REMEMBERED_REVOCATIONS = 100_000;
const LONGEST_TOKEN = 4_096;

export interface TokenVerifierOptions {
  /** Asked before the first token is verified, and again where a key is not among them. Sessions that it calls revoked are refused from then on. */
  keys(): Promise<SigningKeySet>;
  clock: Clock;
  log: Logger;
  /** Longest life of a token in ms: how long a revocation is remembered. 1 hour unless told. */
  tokenLifeMs?: number;
}

/**
 * Verifies JWTs: ES256 and nothing else (the header's `alg` chooses nothing), issuer `confab`, a known `kid`, not expired, of a session
 * that is not revoked. UNAVAILABLE where the keys cannot be had: that says nothing about the token.
 *
 * `revoke` is for what is told live. What was revoked before comes with the keys, so that no restart brings a session back: subscribe first,
 * verify then.
 */
export function createTokenVerifier({
  keys,
  clock,
  log,
  tokenLifeMs = 60 * 60 * 1_000,
}: TokenVerifierOptions): TokenVerifier {
  const verified = new LRUCache<string, Identity>({ max: REMEMBERED_TOKENS });
  /** Session id → when it was revoked, oldest first. */
  const revoked = new Map<string, number>();

  const revoke = (sessionId: string): void => {
    const now = clock.monotonic();
    revoked.delete(sessionId);
    revoked.set(sessionId, now);
    for (const [id, at] of revoked) {
      if (revoked.size <= REMEMBERED_REVOCATIONS && now - at <= tokenLifeMs) break;
      revoked.delete(id);
    }
  };

  const fetch = async (): Promise<readonly SigningKey[]> => {
    const set = await keys();
    set.revokedSessionIds?.forEach(revoke);
    return set.keys;
  };
  const signingKeys = createSigningKeys({ fetch, clock, log });

  const accept = (identity: Identity): Identity => {
    if (identity.expiresAtMs <= clock.now()) throw expired();
    if (revoked.has(identity.sessionId)) throw new AppError('UNAUTHENTICATED', 'The session has ended.');
    return identity;
  };

  const verifyAnew = async (token: string): Promise<Identity> => {
    const key = await signingKeys.find(keyIdOf(token));
    if (!key) throw invalid();
    let claims: unknown;
    try {
      const clockTimestamp = Math.floor(clock.now() / 1_000);
      claims = jwt.verify(token, key, { algorithms: ['ES256'], issuer: ISSUER, clockTimestamp });
    } catch (cause) {
      if (cause instanceof jwt.TokenExpiredError) throw expired();
      throw invalid(cause);
    }
    const identity = accept(toIdentity(claims));
    verified.set(token, identity);
    return identity;
  };

  return {
    async verify(token) {
      const known = verified.get(token);
      if (!known) return verifyAnew(token);
      try {
        return accept(known);
      } catch (error) {
        verified.delete(token);
        throw error;
      }
    },
    revoke,
  };
}

function invalid(cause?: unknown): AppError {
  return new AppError('UNAUTHENTICATED', 'The access token is not valid.', { cause });
}

function expired(): AppError {
  return new AppError('UNAUTHENTICATED', 'The access token has expired.');
}

function keyIdOf(token: string): string {
  if (token.length > LONGEST_TOKEN) throw invalid();
  let header: { kid?: unknown } | undefined;
  try {
    header = jwt.decode(token, { complete: true })?.header;
  } catch (cause) {
    throw invalid(cause);
  }
  if (typeof header?.kid !== 'string') throw invalid();
  return header.kid;
}

function toIdentity(claims: unknown): Identity {
  const { sub, name, role, sid, exp } = (claims ?? {}) as Record<string, unknown>;
  if (
    typeof sub !== 'string' ||
    typeof name !== 'string' ||
    typeof sid !== 'string' ||
    typeof exp !== 'number' ||
    (role !== 'ADMIN' && role !== 'MEMBER')
  ) {
    throw invalid();
  }
  return { userId: sub, username: name, role, sessionId: sid, expiresAtMs: exp * 1_000 };
}
