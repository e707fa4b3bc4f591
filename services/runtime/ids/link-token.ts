import type { Secrets } from './secrets.ts';

const SECRET_BITS = 256;
const TOKEN = /^([0-9a-v]{20})\.([\w-]{43})$/;

/** The last segment of a link, `<id>.<secret>`. The id names the stream that knows the secret's hash, so no index of tokens is needed. */
export interface LinkToken {
  id: string;
  secret: string;
}

export function newLinkToken(secrets: Secrets, id: string): LinkToken {
  return { id, secret: secrets.next(SECRET_BITS) };
}

export function formatLinkToken({ id, secret }: LinkToken): string {
  return `${id}.${secret}`;
}

/** Undefined for what cannot be one. */
export function parseLinkToken(text: string): LinkToken | undefined {
  const [, id, secret] = TOKEN.exec(text) ?? [];
  return id && secret ? { id, secret } : undefined;
}
