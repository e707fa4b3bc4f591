import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';

export interface ReverseProxy {
  url: string;
  close(): void;
}

export interface ReverseProxyOptions {
  /** Whether it passes on what the client asked for as `Host`, as it does by default; many name the server behind them unless they are told to. */
  keepsHost?: boolean;
  /** What it makes of the headers of an answer. */
  alter?(headers: IncomingHttpHeaders): OutgoingHttpHeaders;
  /** What it makes of a page of HTML. */
  rewrite?(html: string): string;
}

/** A small reverse proxy as operators have them: passes requests and upgrades on, and says who asked. */
export async function startReverseProxy(
  target: string,
  { keepsHost = true, alter = (headers) => headers, rewrite }: ReverseProxyOptions = {},
): Promise<ReverseProxy> {
  const { hostname, port, host } = new URL(target);
  const sockets = new Set<Socket>();
  const pass = (incoming: IncomingMessage) => {
    const claimed = incoming.headers['x-forwarded-for'];
    const seen = incoming.socket.remoteAddress ?? '';
    const headers: IncomingHttpHeaders = {
      ...incoming.headers,
      'x-forwarded-for': claimed ? `${claimed}, ${seen}` : seen,
    };
    if (!keepsHost) headers.host = host;
    // What is rewritten is read, and was not kept by who asks.
    if (rewrite && headers.accept?.includes('text/html')) {
      headers['accept-encoding'] = 'identity';
      delete headers['if-none-match'];
    }
    const outgoing = request({ host: hostname, port, method: incoming.method, path: incoming.url, headers });
    incoming.pipe(outgoing);
    return outgoing.on('error', () => incoming.socket.destroy());
  };
  const server = createServer((incoming, response) => {
    const outgoing = pass(incoming).once('response', (answer) => {
      const isRewritten = rewrite && answer.headers['content-type']?.startsWith('text/html');
      if (isRewritten) return void handPage(answer, response, { alter, rewrite });
      response.writeHead(answer.statusCode ?? 502, alter(answer.headers));
      answer.pipe(response);
    });
    response.once('close', () => outgoing.destroy());
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (incoming: IncomingMessage, client: Duplex) => {
    pass(incoming)
      .once('response', ({ statusCode, statusMessage }) => {
        client.end(`HTTP/1.1 ${statusCode} ${statusMessage}\r\nConnection: close\r\n\r\n`);
      })
      .once('upgrade', (answer, upstream, head) => {
        const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}\r\n`);
        client.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
        client.write(head);
        upstream.on('error', () => client.destroy()).once('close', () => client.destroy());
        client.once('close', () => upstream.destroy());
        client.pipe(upstream).pipe(client);
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Hands a page on once all of it is there, and has become another one. */
async function handPage(
  answer: IncomingMessage,
  response: ServerResponse,
  { alter, rewrite }: Required<Pick<ReverseProxyOptions, 'alter' | 'rewrite'>>,
): Promise<void> {
  try {
    const page = rewrite(await text(answer));
    const { 'content-length': _length, etag: _tag, ...headers } = alter(answer.headers);
    response.writeHead(answer.statusCode ?? 502, headers).end(page);
  } catch {
    response.destroy();
  }
}
