import { generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { SigningKey } from '../network/identity/signing-keys.ts';

/** A key pair of a test, which signs as the auth service does. */
export interface TestKey extends SigningKey {
  sign(claims: object, options?: jwt.SignOptions): string;
}

export function createTestKey(keyId: string): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    keyId,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (claims, options) =>
      jwt.sign(claims, privateKey, { algorithm: 'ES256', keyid: keyId, issuer: 'confab', ...options }),
  };
}
