import { ID_FORMAT } from './port.ts';
import type { Secrets } from './secrets.ts';

const SECRET_BITS = 256;
const TOKEN = new RegExp(`^(${ID_FORMAT})\\.([\\w-]{43})$`);
/** In front of the id and the token of a link that leads somewhere, which tells it from one that makes an account alone. */
const SIGN = 'r';
const SIGNED = new RegExp(`^${SIGN}${ID_FORMAT}(?:[.]|$)`);

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

/** The id or the token of a link that leads somewhere, as people see it. */
export function withSign(idOrToken: string): string {
  return SIGN + idOrToken;
}

/** The id or the token behind the sign; undefined for what has none. */
export function withoutSign(shown: string): string | undefined {
  return shown.startsWith(SIGN) ? shown.slice(SIGN.length) : undefined;
}

/** Whether what people see is the id or the token of a link that leads somewhere. */
export function isSigned(shown: string): boolean {
  return SIGNED.test(shown);
}
