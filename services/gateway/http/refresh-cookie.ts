import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CookieJar } from '../execution/context.ts';
import { type HttpClient, mayUseCookie } from './client.ts';

const NAME = 'confab_refresh';
/** The auth service's own limit of a session: the cookie is worthless after it. */
const MAX_AGE_SECONDS = 30 * 24 * 60 * 60;
const VALUE = /^[\w.~+/=-]{1,512}$/;

/** For a page that may neither read nor set it. */
const NO_COOKIE: CookieJar = { refreshToken: undefined, setRefreshToken() {}, clearRefreshToken() {} };

export interface CookieOptions {
  request: IncomingMessage;
  response: ServerResponse;
  client: HttpClient;
  allowedOrigins: readonly string[];
}

/**
 * The refresh token in the browser: no script sees it, no other site sends it, and it is only ever sent to the API. It opens nothing but
 * `refreshSession` and `logout`.
 */
export function createCookieJar({ request, response, client, allowedOrigins }: CookieOptions): CookieJar {
  if (!mayUseCookie(request, client, allowedOrigins)) return NO_COOKIE;
  const attributes = `HttpOnly; SameSite=Strict; Path=/graphql${client.secure ? '; Secure' : ''}`;
  return {
    refreshToken: readCookie(request.headers.cookie),
    setRefreshToken: (token) => {
      if (VALUE.test(token))
        response.setHeader('Set-Cookie', `${NAME}=${token}; Max-Age=${MAX_AGE_SECONDS}; ${attributes}`);
    },
    clearRefreshToken: () => response.setHeader('Set-Cookie', `${NAME}=; Max-Age=0; ${attributes}`),
  };
}

function readCookie(header: string | undefined): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [name, ...value] = pair.trim().split('=');
    if (name === NAME && VALUE.test(value.join('='))) return value.join('=');
  }
  return undefined;
}
