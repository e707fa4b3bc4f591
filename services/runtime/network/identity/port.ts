/** Who a verified access token speaks for. */
export interface Identity {
  userId: string;
  username: string;
  role: 'ADMIN' | 'MEMBER';
  sessionId: string;
  /** Milliseconds since 1970 in UTC. */
  expiresAtMs: number;
}

/** A verified access token, and who it speaks for. */
export interface Credentials {
  token: string;
  identity: Identity;
}

/**
 * Verifies access tokens inside each service. Signature, key id, algorithm, issuer and expiry are checked, and that the session was not
 * revoked; a verified token is remembered until it expires.
 */
export interface TokenVerifier {
  /** Throws UNAUTHENTICATED for anything but a valid token. Fetches unknown keys once; resolves at once for a remembered token. */
  verify(token: string): Promise<Identity>;
  /** Forgets the session's tokens and refuses them from now on. */
  revoke(sessionId: string): void;
}
