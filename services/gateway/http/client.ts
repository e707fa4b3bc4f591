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

/**
 * The origin of the page that asks, where it is a page of this server. Browsers say that it is (https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header),
 * whatever a proxy makes of `Host`; over plain HTTP they do not, and `Host` or the operator's address has to be that origin.
 */
export function ownPage(
  request: IncomingMessage,
  client: HttpClient,
  publicUrl: string | undefined,
): string | undefined {
  const { origin } = request.headers;
  if (origin === undefined || !URL.canParse(origin)) return undefined;
  const isOwn = headerOf(request, 'sec-fetch-site') === 'same-origin' || origin === askedOrigin(request, client);
  return isOwn || (publicUrl !== undefined && origin === new URL(publicUrl).origin) ? origin : undefined;
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
