/** Random secrets, and the fast hash they are kept by: as they are random, it needs neither salt nor slowness. */
export interface Secrets {
  /** So many random bits in base64url. */
  next(bits: number): string;
  hash(secret: string): string;
}
