/** What the server hands out at sign-in and at every renewal. `expiresIn` is in seconds. */
export interface TokenGrant {
  accessToken: string;
  expiresIn: number;
}

export interface Tokens {
  /**
   * A token that is good for some seconds more, renewed before if needed or asked for. Null when there is no session.
   * Rejects when the server can't be reached; the session is kept then.
   */
  accessToken(options?: { renew?: boolean }): Promise<string | null>;
  /** For how many milliseconds the held token is handed out without being renewed. */
  goodForMs(): number;
  adopt(grant: TokenGrant): void;
  clear(): void;
}

export interface TokensOptions {
  /** Trades the cookie for a grant; null when the server refuses it. */
  refresh(): Promise<TokenGrant | null>;
  /** Milliseconds from any fixed point. */
  now(): number;
}

/** A token is renewed this long before it expires, in milliseconds: time for it to reach the server. */
const MARGIN_MS = 15_000;

/**
 * Keeps the access token in memory only: scripts of another origin can't read it and a stolen disk does not hold it. Renewals never
 * overlap, since a refresh token works once and its reuse counts as theft.
 */
export function createTokens({ refresh, now }: TokensOptions): Tokens {
  let held: { token: string; goodUntil: number } | null = null;
  let renewal: Promise<string | null> | null = null;

  function adopt({ accessToken, expiresIn }: TokenGrant): void {
    const lifetime = expiresIn * 1_000;
    held = { token: accessToken, goodUntil: now() + lifetime - Math.min(MARGIN_MS, lifetime / 2) };
  }

  async function renewOnce(): Promise<string | null> {
    const before = held;
    const grant = await refresh();
    // Somebody signed in or out in the meantime: that counts, not this answer.
    if (held !== before) return held?.token ?? null;
    if (grant) adopt(grant);
    else held = null;
    return grant?.accessToken ?? null;
  }

  return {
    async accessToken({ renew = false } = {}) {
      if (held && !renew && now() < held.goodUntil) return held.token;
      renewal ??= renewOnce().finally(() => {
        renewal = null;
      });
      return renewal;
    },
    goodForMs: () => (held ? Math.max(0, held.goodUntil - now()) : 0),
    adopt,
    clear() {
      held = null;
    },
  };
}
