/** Close codes beyond those of graphql-transport-ws; the table for clients is in PROTOCOL.md. */
export const CloseCode = {
  /** No `connection_init` came. */
  INIT_TIMEOUT: 4408,
  /** The access token is missing, not valid, or has expired. Sign in again or refresh, then reconnect. */
  TOKEN_REFUSED: 4403,
  /** More sockets than one user may hold. Do not reconnect by yourself. */
  TOO_MANY_SOCKETS: 4429,
  /** Reads too slowly. Reconnect and resume with the cursor. */
  TOO_SLOW: 4450,
  /** The server ends. Reconnect after `retryAfterMs` of the reason and resume. */
  DRAINING: 4451,
  /** The session was revoked. Do not reconnect. */
  SESSION_REVOKED: 4452,
  INTERNAL: 4500,
  /** RFC 6455: binary frames are not understood. */
  TEXT_ONLY: 1003,
} as const;
