import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import jwt from 'jsonwebtoken';
import type { AccessTokens } from '../application/ports.ts';

const ISSUER = 'confab';
const generate = promisify(generateKeyPair);

/** JWTs signed with ES256 (ECDSA on P-256 with SHA-256, RFC 7518 §3.4). */
export function createJwtAccessTokens(): AccessTokens {
  let parsed: { keyId: string; key: KeyObject } | undefined;

  return {
    async newKeyPair() {
      const { privateKey, publicKey } = await generate('ec', { namedCurve: 'P-256' });
      return {
        privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      };
    },
    sign({ keyId, privateKey }, { userId, username, role, sessionId, issuedAtMs, expiresAtMs }) {
      if (parsed?.keyId !== keyId) parsed = { keyId, key: createPrivateKey(privateKey) };
      const times = { iat: Math.floor(issuedAtMs / 1_000), exp: Math.floor(expiresAtMs / 1_000) };
      const claims = { iss: ISSUER, sub: userId, name: username, role, sid: sessionId, ...times };
      return jwt.sign(claims, parsed.key, { algorithm: 'ES256', keyid: keyId });
    },
  };
}
