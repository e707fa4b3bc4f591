import { addressed } from '@confab/runtime/eventlog/decider/decider';
import { sessionEnded } from '../../domain/errors.ts';
import { decideRefreshSession } from '../../domain/refresh-session.ts';
import { type UserState, userStream } from '../../domain/user.ts';
import type { Accounts, RequestIds } from '../accounts.ts';
import { hashesOf, newRefreshToken, parseRefreshToken } from '../refresh-token.ts';
import type { IssuedTokens } from '../token-issuer.ts';
import { type UserView, viewOf } from '../user-view.ts';

/**
 * Exchanges a refresh token for new tokens. Throws UNAUTHENTICATED for a token that cannot be
 * exchanged; one that was exchanged before has by then ended its session.
 */
export async function refresh(
  { runner, ids, times, secrets, tokens }: Accounts,
  refreshToken: string,
  { correlationId }: RequestIds,
): Promise<IssuedTokens> {
  const presented = parseRefreshToken(refreshToken);
  if (!presented) throw sessionEnded();
  const { userId, sessionId } = presented;
  const next = newRefreshToken(secrets, presented);
  const stream = userStream(userId);
  const { user, ended } = await runner.run<void, { user: UserView; ended: boolean }>({
    meta: { actor: userId, commandId: ids.next(), correlationId, command: 'Refresh' },
    prepare: async () => {},
    streams: () => [stream],
    decide(_, context) {
      const { state } = context.hold<UserState>(stream);
      const command = {
        sessionId,
        presented: hashesOf(secrets, presented),
        tokenHash: hashesOf(secrets, next).tokenHash,
        expiresAtMs: context.atMs + times.sessionLifeMs,
        graceMs: times.refreshGraceMs,
      };
      const { events } = addressed(stream, decideRefreshSession(state, command, context));
      const ended = events.some(({ event }) => event.type === 'SessionRevoked');
      return { events, result: { user: viewOf(state), ended } };
    },
  });
  if (ended) throw sessionEnded();
  return tokens.issue(user, next);
}
