import { backoffDelay } from '../../shared/backoff.ts';

/** Close codes of the API beyond those of graphql-transport-ws. */
export const CloseCode = { Forbidden: 4403, TooSlow: 4450, TryAgain: 4451, SessionRevoked: 4452 } as const;

/** What to do about a socket that closed. `refresh` asks for a new access token before the next attempt. */
export type CloseReaction = { kind: 'retry'; delayMs: number; refresh: boolean } | { kind: 'signOut' };

export interface SocketClosed {
  code: number;
  reason: string;
}

/**
 * Decides what follows a closed socket. A refused token is renewed at once the first time and with growing waits after that; a
 * draining server names the wait itself, to which jitter is added so that its clients do not return together.
 *
 * @param attempt failed attempts since the connection was last stable
 * @param random a number in [0, 1)
 */
export function reactToClose(closed: SocketClosed, attempt: number, random: number): CloseReaction {
  switch (closed.code) {
    case CloseCode.SessionRevoked:
      return { kind: 'signOut' };
    case CloseCode.Forbidden:
      return { kind: 'retry', delayMs: attempt === 0 ? 0 : backoffDelay(attempt, random), refresh: true };
    case CloseCode.TryAgain: {
      const wait = retryAfterMs(closed.reason);
      return { kind: 'retry', delayMs: wait + Math.round(random * Math.max(1_000, wait)), refresh: false };
    }
    default:
      return { kind: 'retry', delayMs: backoffDelay(attempt, random), refresh: false };
  }
}

/** Reads `{"retryAfterMs": n}`; anything else counts as zero, and no server makes a client wait for more than a minute. */
function retryAfterMs(reason: string): number {
  try {
    const parsed: unknown = JSON.parse(reason);
    if (typeof parsed !== 'object' || parsed === null || !('retryAfterMs' in parsed)) return 0;
    const { retryAfterMs: wait } = parsed;
    return typeof wait === 'number' && wait > 0 ? Math.min(wait, 60_000) : 0;
  } catch {
    return 0;
  }
}
