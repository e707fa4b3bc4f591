import { createHash, randomBytes } from 'node:crypto';
import type { Secrets } from './secrets.ts';

/** From the operating system's generator; SHA-256 in base64url. */
export const randomSecrets: Secrets = {
  next: (bits) => randomBytes(bits / 8).toString('base64url'),
  hash: (secret) => createHash('sha256').update(secret).digest('base64url'),
};
