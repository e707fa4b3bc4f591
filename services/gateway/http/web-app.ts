import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readStaticFiles } from './static-files.ts';

/** Nothing is loaded from elsewhere and nothing inline runs. `connect-src 'self'` covers the WebSocket of the same origin. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};

/** Addresses of the app's own router: each is answered with the one page. */
const APP_ROUTE = /^\/(?:login|(?:reset|invite)\/[^/]*|settings|admin(?:\/.*)?|rooms(?:\/.*)?|direct(?:\/.*)?)?\/?$/;
/** Addresses that are secrets: no other address is told that somebody came from there, our own included. */
const SECRET_ROUTE = /^\/(?:reset|invite)\//;
const PAGE = '/index.html';
const HASHED = /^\/assets\//;

/**
 * Serves the built web app. An unknown address is answered with 404: a browser gets the app's own page
 * for that, others a line. Where there is no app, `/` says so.
 */
export function createWebApp(root: string): (request: IncomingMessage, response: ServerResponse) => void {
  const files = existsSync(root) ? readStaticFiles(root, cacheControl) : undefined;
  return (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return end(response, 405, 'Method not allowed');
    }
    if (!files) return end(response, 404, 'The web app is not built: run `npm run build`. The API is at /graphql.');
    const [path = '/'] = (request.url ?? '/').split('?');
    if (SECRET_ROUTE.test(path)) response.setHeader('Referrer-Policy', 'no-referrer');
    if (files.serve(request, response, { path: APP_ROUTE.test(path) ? PAGE : path })) return;
    const isBrowser = request.headers.accept?.includes('text/html');
    if (!isBrowser || !files.serve(request, response, { path: PAGE, status: 404 })) end(response, 404, 'Not found');
  };
}

/** Files under `/assets/` carry a hash of their content in the name. */
function cacheControl(path: string): string {
  return HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
