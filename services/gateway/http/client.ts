import type { IncomingMessage } from 'node:http';
import { addressKey } from './address-key.ts';

/** A name or an address, and a port. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/** Where a request came from. */
export interface HttpClient {
  /** Under which its address is counted: see `addressKey`. */
  address: string;
  secure: boolean;
}

/** Behind a trusted proxy the last entry of `X-Forwarded-For` is the proxy's own observation; those before it are the client's claims. */
export function clientOf(request: IncomingMessage, trustProxy: boolean): HttpClient {
  const address = addressKey(request.socket.remoteAddress ?? '') ?? 'unknown';
  const secure = 'encrypted' in request.socket;
  if (!trustProxy) return { address, secure };
  const forwarded = headerOf(request, 'x-forwarded-for')?.split(',').at(-1)?.trim();
  return {
    address: addressKey(forwarded ?? '') ?? address,
    secure: secure || headerOf(request, 'x-forwarded-proto')?.split(',').at(-1)?.trim() === 'https',
  };
}

/** Did it come through the proxy, from outside? What asks the process itself, as a scraper inside of a cluster does, did not. */
export function isForwarded(request: IncomingMessage, trustProxy: boolean): boolean {
  return trustProxy && headerOf(request, 'x-forwarded-for') !== undefined;
}

/** The origin that was asked, as the client knows it; undefined where `Host` names none. */
export function askedOrigin({ headers: { host } }: IncomingMessage, { secure }: HttpClient): string | undefined {
  const url = `${secure ? 'https' : 'http'}://${host}`;
  return host !== undefined && HOST.test(host) && URL.canParse(url) ? new URL(url).origin : undefined;
}

/** May a page of this origin use the cookie? Requests without an origin come from no page. */
export function mayUseCookie(request: IncomingMessage, { secure }: HttpClient, allowed: readonly string[]): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  return origin === `${secure ? 'https' : 'http'}://${host}` || allowed.includes(origin);
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
