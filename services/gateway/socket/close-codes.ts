import { random } from '@confab/runtime/kernel/ids/random';

/** Close codes beyond those of graphql-transport-ws; the table for clients is in PROTOCOL.md. */
export const CloseCode = {
  /** RFC 6455: binary frames are not understood. */
  TEXT_ONLY: 1003,
  /** The access token is missing, not valid, or has expired: the reason says which. Sign in again or refresh, then reconnect. */
  TOKEN_REFUSED: 4403,
  /** No `connection_init` came. */
  INIT_TIMEOUT: 4408,
  /** More sockets than one user may hold. Do not reconnect by yourself. */
  TOO_MANY_SOCKETS: 4429,
  /** Reads too slowly. Reconnect and resume with the cursor. */
  TOO_SLOW: 4450,
  /** The server ends, or has failed. Reconnect after `retryAfterMs` of the reason and resume. */
  TRY_AGAIN: 4451,
  /** The session was revoked. Do not reconnect. */
  SESSION_REVOKED: 4452,
  /** A ping was not answered. Reconnect and resume. */
  SILENT: 4453,
} as const;

/** The reason that goes with `TRY_AGAIN`. Clients that are sent away together come back spread over `spreadMs`. */
export function tryAgainIn(ms: number, spreadMs = ms): string {
  return JSON.stringify({ retryAfterMs: Math.round(ms + random() * spreadMs) });
}
