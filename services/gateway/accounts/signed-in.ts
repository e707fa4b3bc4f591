import type { Tokens } from '@confab/proto/auth/v1/auth_pb';
import type { GatewayContext } from '../context/context.ts';
import type { AuthPayload } from './auth-payload.type.ts';
import { createUserCache, rememberUser } from './user.cache.ts';

/** What a client is answered whose session was opened or goes on; a browser gets the refresh token as a cookie, too. */
export function signedIn(tokens: Tokens | undefined, context: GatewayContext): AuthPayload {
  if (!tokens?.user) throw new Error('auth answered without tokens');
  context.cookies?.setRefreshToken(tokens.refreshToken);
  return {
    accessToken: tokens.accessToken,
    expiresIn: tokens.expiresInSeconds,
    refreshToken: tokens.refreshToken,
    user: rememberUser(context.app.keep(createUserCache), tokens.user),
  };
}
