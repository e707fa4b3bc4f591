import type { Clock } from '@confab/runtime/kernel/clock/port';
import type { KeyRing } from './key-ring.ts';
import type { AccessTokens } from './ports.ts';
import { formatRefreshToken, type RefreshToken } from './refresh-token.ts';
import type { UserView } from './user-view.ts';

export interface IssuedTokens {
  accessToken: string;
  expiresInSeconds: number;
  refreshToken: string;
  user: UserView;
}

export interface TokenIssuer {
  /** Signs an access token for the session of the refresh token. */
  issue(user: UserView, refreshToken: RefreshToken): Promise<IssuedTokens>;
}

export function createTokenIssuer({
  keyRing,
  accessTokens,
  clock,
  accessTokenLifeMs,
}: {
  keyRing: KeyRing;
  accessTokens: AccessTokens;
  clock: Clock;
  accessTokenLifeMs: number;
}): TokenIssuer {
  return {
    async issue(user, refreshToken) {
      const key = await keyRing.current();
      const issuedAtMs = clock.now();
      const accessToken = accessTokens.sign(key, {
        userId: user.id,
        username: user.username,
        role: user.role,
        sessionId: refreshToken.sessionId,
        issuedAtMs,
        expiresAtMs: issuedAtMs + accessTokenLifeMs,
      });
      return {
        accessToken,
        expiresInSeconds: Math.floor(accessTokenLifeMs / 1_000),
        refreshToken: formatRefreshToken(refreshToken),
        user,
      };
    },
  };
}
