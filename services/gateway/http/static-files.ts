import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/vnd.microsoft.icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
/** What a file may also be there as, the smallest first. */
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

interface Variant {
  body: Buffer;
  headers: OutgoingHttpHeaders;
}

/** One path: as it is, and compressed in the ways that the build has made. */
interface StaticFile {
  plain: Variant;
  compressed: readonly (Variant & { encoding: string })[];
}

export interface StaticFiles {
  /** Answers with the file of this path. False: there is none. */
  serve(request: IncomingMessage, response: ServerResponse, what: { path: string; status?: number }): boolean;
}

/**
 * The files of a folder as they are now, from memory: they are few and small, and a client that reads
 * slowly, or breaks off, keeps no file of the process open. Names that begin with a dot are left out.
 * `cacheControl`: of each path.
 */
export function readStaticFiles(root: string, cacheControl: (path: string) => string): StaticFiles {
  const files = new Map<string, StaticFile>();
  const names = new Set(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(root, join(parentPath, name)).split(sep).join('/')),
  );
  const variant = (name: string, headers: OutgoingHttpHeaders): Variant => {
    const body = readFileSync(join(root, name));
    const { mtime } = statSync(join(root, name));
    const facts = { 'Content-Length': body.length, 'Last-Modified': mtime.toUTCString() };
    return { body, headers: { ...headers, ...facts, ETag: `W/"${body.length}-${mtime.getTime()}"` } };
  };
  for (const name of names) {
    if (isHidden(name) || isCompressed(name, names)) continue;
    const path = `/${name}`;
    const headers = {
      'Cache-Control': cacheControl(path),
      'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
      Vary: 'Accept-Encoding',
    };
    const compressed = ENCODINGS.filter(({ suffix }) => names.has(name + suffix)).map(({ name: encoding, suffix }) => ({
      ...variant(name + suffix, { ...headers, 'Content-Encoding': encoding }),
      encoding,
    }));
    files.set(path, { plain: variant(name, headers), compressed });
  }
  return {
    serve(request, response, { path, status = 200 }) {
      const file = files.get(decoded(path));
      if (!file) return false;
      const accepted = acceptedEncodings(request);
      const { body, headers } = file.compressed.find(({ encoding }) => accepted.has(encoding)) ?? file.plain;
      const isKnown = status === 200 && request.headers['if-none-match']?.includes(String(headers['ETag']));
      if (isKnown) response.writeHead(304, headers).end();
      else response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
      return true;
    },
  };
}

function isHidden(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.'));
}

function isCompressed(name: string, names: ReadonlySet<string>): boolean {
  return ENCODINGS.some(({ suffix }) => name.endsWith(suffix) && names.has(name.slice(0, -suffix.length)));
}

function acceptedEncodings({ headers }: IncomingMessage): Set<string> {
  const listed = String(headers['accept-encoding'] ?? '').split(',');
  return new Set(
    listed.flatMap((part) => {
      const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      return parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)) ? [] : name;
    }),
  );
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
