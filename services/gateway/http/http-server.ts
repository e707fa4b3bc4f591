import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { time } from '@confab/runtime/kernel/clock/time';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../config.ts';
import type { GatewayMetrics } from '../metrics.ts';
import { destroyOnError } from '../socket/client-socket.ts';
import { refuseUpgrade } from '../socket/refuse-upgrade.ts';
import type { SocketServer } from '../socket/socket-server.ts';
import { askedOrigin, clientOf, isForwarded } from './client.ts';
import { allowOrigin } from './cors.ts';
import { API_METHODS } from './graphql-handler.ts';
import { OpenConnections } from './open-connections.ts';
import { readOpenFiles, roomForConnections } from './open-files.ts';
import { Pipelined } from './pipelined.ts';
import { refuseGarbage } from './refuse-garbage.ts';
import { createWebApp } from './web-app.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServerOptions {
  config: GatewayConfig;
  graphql: Handler;
  sockets: SocketServer;
  metrics: GatewayMetrics;
  /** Rejects while requests cannot be served. */
  ready(): Promise<void>;
  onError(error: unknown): void;
  log: Logger;
}

/** From the connection to the end of the first header. */
const HEADERS_TIMEOUT_MS = 5_000;
/** From there to the end of the body. */
const REQUEST_TIMEOUT_MS = 30_000;
/** How exactly these two are kept. */
const CHECK_MS = 1_000;
/** How long a request under way may be without a byte in either direction: its client does not read the answer. */
const STALLED_MS = 60_000;
/** Longer than proxies keep a connection without requests, mostly 60 s: where the server ends it first, a request already on its way is lost, and a 502 seen. */
const IDLE_TIMEOUT_MS = 75_000;
/** An operator is warned of less. */
const FEW_CONNECTIONS = 1_000;
/** How long requests under way may hold up the end. */
const CLOSE_TIMEOUT_MS = 5_000;

export interface HttpServer {
  readonly url: string;
  /** Takes no new connections, and waits for the requests under way. */
  close(): Promise<void>;
}

/** Listens. Throws UNAVAILABLE with one line that says what to do where the port cannot be had. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { config, sockets, metrics, onError } = options;
  const route = createRoutes(options);
  const pipelined = new Pipelined();
  const server = createServer({ connectionsCheckingInterval: CHECK_MS }, (request, response) => {
    if (!pipelined.admit(request, response)) return;
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (config.trustProxy && !connections.admitForwarded(request, response, clientOf(request, true).address)) return;
    route(request, response).catch((error: unknown) => {
      onError(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = IDLE_TIMEOUT_MS;
  server.timeout = STALLED_MS;
  const connections = new OpenConnections(server, {
    ...{ room: roomFor(options), trustProxy: config.trustProxy },
    perAddress: config.rateLimits ? config.limits.socketsPerAddress : Number.POSITIVE_INFINITY,
    onRefused: metrics.refused,
  });
  metrics.connections(() => connections.size);
  server.on('clientError', refuseGarbage);
  server.on('upgrade', (request, raw, head) => {
    raw.on('error', destroyOnError);
    if (pathOf(request) !== '/graphql') return refuseUpgrade(raw, 404);
    const client = clientOf(request, config.trustProxy);
    const { address } = client;
    const hold = connections.admitUpgrade(request, address);
    if (hold) sockets.upgrade(request, raw, { head, address, asked: askedOrigin(request, client), hold });
  });
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, close: () => close(server) };
}

/** Says how many connections the process can hold, for that is an operator's to change. */
function roomFor({ log }: HttpServerOptions): number {
  const files = readOpenFiles();
  if (!files) return Number.POSITIVE_INFINITY;
  const room = roomForConnections(files);
  const facts = { openFiles: files.limit, connections: room };
  if (room < FEW_CONNECTIONS) log.warn(facts, 'few connections: raise the limit of open files (ulimit -n)');
  else log.info(facts, 'connections that the limit of open files leaves room for');
  return room;
}

function createRoutes({ config, graphql, metrics, ready }: HttpServerOptions): Handler {
  const webApp = createWebApp(config.webRoot);
  return async (request, response) => {
    switch (pathOf(request)) {
      case '/graphql':
        allowOrigin(request, response, config.allowedOrigins);
        if (request.method !== 'OPTIONS') return graphql(request, response);
        response.writeHead(204, { Allow: API_METHODS }).end();
        return;
      case '/healthz':
        return text(response, 200, 'ok');
      case '/readyz':
        return ready().then(
          () => text(response, 200, 'ready'),
          () => {
            response.setHeader('Retry-After', 1);
            text(response, 503, 'not ready');
          },
        );
      case '/metrics':
        if (isForwarded(request, config.trustProxy)) return text(response, 404, 'not found');
        response.setHeader('Content-Type', metrics.contentType);
        response.end(await metrics.print());
        return;
      default:
        webApp(request, response);
    }
  };
}

/** `/graphql/` is `/graphql`, as some clients write it. */
function pathOf({ url = '/' }: IncomingMessage): string {
  const path = url.split('?', 1)[0] ?? '/';
  return path === '/graphql/' ? '/graphql' : path;
}

function text(response: ServerResponse, status: number, body: string): void {
  response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(`${body}\n`);
}

function listen(server: Server, { host, port }: GatewayConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === 'EADDRINUSE' ? 'is taken: stop what uses it or set PORT' : 'cannot be opened: set HOST and PORT';
      reject(new AppError('UNAVAILABLE', `Port ${port} on ${host} ${why} (${cause.code}).`, { cause }));
    });
    server.listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = time.after(CLOSE_TIMEOUT_MS, () => server.closeAllConnections(), { keepAlive: true });
    server.close(() => {
      timer.cancel();
      resolve();
    });
    server.closeIdleConnections();
  });
}
