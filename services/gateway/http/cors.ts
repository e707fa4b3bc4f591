import type { IncomingMessage, ServerResponse } from 'node:http';

/** Browsers ask again sooner: Chromium after two hours. */
const PREFLIGHT_SECONDS = 24 * 60 * 60;

/**
 * Lets pages of these origins read the answers of the API, and send the refresh cookie where they ask
 * for it (https://fetch.spec.whatwg.org/#http-cors-protocol). Other origins get no header: their
 * browsers keep the answers from them. A page of our own origin needs none.
 */
export function allowOrigin(request: IncomingMessage, response: ServerResponse, allowed: readonly string[]): void {
  response.setHeader('Vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined || !allowed.includes(origin)) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
  if (request.method !== 'OPTIONS') return;
  response.setHeader('Access-Control-Allow-Methods', 'POST');
  response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type');
  response.setHeader('Access-Control-Max-Age', PREFLIGHT_SECONDS);
}
