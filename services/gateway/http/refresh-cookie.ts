import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CookieJar } from '../context/context.ts';
import { askedOrigin, type HttpClient, ownPage } from './client.ts';

const NAME = 'confab_refresh';
/** The auth service's own limit of a session: the cookie is worthless after it. */
const MAX_AGE_SECONDS = 30 * 24 * 60 * 60;
const VALUE = /^[\w.~+/=-]{1,512}$/;

export interface CookieOptions {
  request: IncomingMessage;
  response: ServerResponse;
  client: HttpClient;
  allowedOrigins: readonly string[];
  /** Where people reach this server, if the operator says so. */
  publicUrl: string | undefined;
  /** A page that may not use the cookie would have been given it, or holds it. */
  onRefused(page: { origin: string | undefined; host: string | undefined }): void;
}

/**
 * The refresh token in the browser: no script sees it, no other site sends it, and it is only ever sent to the API. It opens nothing but
 * `refreshSession` and `logout`. Requests without an origin come from no page.
 */
export function createCookieJar(options: CookieOptions): CookieJar {
  const { request, response, client, allowedOrigins, publicUrl } = options;
  const { origin, cookie } = request.headers;
  const page = ownPage(request, client, publicUrl);
  if (page === undefined && origin !== undefined && !allowedOrigins.includes(origin)) return noCookie(options);
  const attributes = `HttpOnly; SameSite=Strict; Path=/graphql${client.secure ? '; Secure' : ''}`;
  const name = nameFor(page ?? publicUrl ?? askedOrigin(request, client));
  const given = readCookie(cookie, name);
  const older = given === undefined && name !== NAME ? readCookie(cookie, NAME) : undefined;
  const ended = (ofName: string) => `${ofName}=; Max-Age=0; ${attributes}`;
  // The plain one is another server's unless its token is taken here: a sign-in does not ask for it.
  let tookOlder = false;
  return {
    get refreshToken() {
      tookOlder ||= older !== undefined;
      return given ?? older;
    },
    setRefreshToken: (token) => {
      if (!VALUE.test(token)) return;
      const cookies = [`${name}=${token}; Max-Age=${MAX_AGE_SECONDS}; ${attributes}`];
      response.setHeader('Set-Cookie', tookOlder ? [...cookies, ended(NAME)] : cookies);
    },
    clearRefreshToken: () => response.setHeader('Set-Cookie', ended(name)),
  };
}

/** For a page that may neither read nor set it. */
function noCookie({ request: { headers }, onRefused }: CookieOptions): CookieJar {
  const { origin, host, cookie } = headers;
  const refuse = () => onRefused({ origin, host });
  return {
    get refreshToken() {
      if (cookie?.includes(NAME)) refuse();
      return undefined;
    },
    setRefreshToken: refuse,
    clearRefreshToken() {},
  };
}

/**
 * Cookies are those of a host, whatever its port (RFC 6265 §8.5): two servers on one host would overwrite each other's. The plain name, which all ports had once,
 * is read where the other is missing.
 */
function nameFor(origin: string | undefined): string {
  const port = origin === undefined ? '' : new URL(origin).port;
  return port === '' ? NAME : `${NAME}_${port}`;
}

function readCookie(header: string | undefined, wanted: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [name, ...value] = pair.trim().split('=');
    if (name === wanted && VALUE.test(value.join('='))) return value.join('=');
  }
  return undefined;
}
