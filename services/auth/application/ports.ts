/**
 * Slow hashes of passwords. Both reject with RATE_LIMITED while more wait than memory and patience
 * allow.
 */
export interface Passwords {
  /** A self-describing hash, salted anew. */
  hash(password: string): Promise<string>;
  /**
   * Whether the password made the hash. Without a hash the same work is done and the answer is
   * false, so that time tells nothing.
   */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

/** PEM: PKCS #8 and SPKI. */
export interface KeyPair {
  privateKey: string;
  publicKey: string;
}

export interface AccessClaims {
  userId: string;
  username: string;
  role: 'ADMIN' | 'MEMBER';
  sessionId: string;
  issuedAtMs: number;
  expiresAtMs: number;
}

/** Access tokens as every service's verifier takes them. */
export interface AccessTokens {
  newKeyPair(): Promise<KeyPair>;
  sign(key: { keyId: string; privateKey: string }, claims: AccessClaims): string;
}
