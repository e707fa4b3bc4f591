import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '@confab/runtime/clock/port';
import { isAppError } from '@confab/runtime/errors/app-error';
import type { TokenVerifier } from '@confab/runtime/identity/port';
import type { Ids } from '@confab/runtime/ids/port';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { GatewayConfig } from '../config.ts';
import { verifyBearer } from '../execution/credentials.ts';
import type { PresenceClient } from '../presence/presence-client.ts';
import { CloseCode } from './close-codes.ts';
import { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import { KeepAlive } from './keep-alive.ts';
import { type Operations, PresentedError } from './operations.ts';
import { SocketWire } from './socket-wire.ts';

export interface SocketServerOptions {
  config: GatewayConfig;
  clock: Clock;
  ids: Ids;
  verifier: TokenVerifier;
  connections: Connections;
  presence: PresenceClient;
  operations: Operations;
  onError(error: unknown): void;
  /** A socket was given up because it does not read. */
  onTooSlow(): void;
}

interface Extra extends Record<PropertyKey, unknown> {
  wire: SocketWire;
  address: string;
  connection?: Connection;
}

const INIT_TIMEOUT_MS = 5_000;

/** The WebSocket side of `/graphql`: graphql-ws speaks the protocol, sockets without a valid token are turned away at once. */
export class SocketServer {
  readonly #options: SocketServerOptions;
  readonly #webSockets: WebSocketServer;
  readonly #protocol: ReturnType<typeof makeServer<Record<string, unknown>, Extra>>;
  readonly #keepAlive: KeepAlive;
  readonly #perAddress = new Map<string, number>();
  #draining = false;

  constructor(options: SocketServerOptions) {
    this.#options = options;
    this.#webSockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: options.config.limits.frameBytes,
      handleProtocols,
    });
    this.#keepAlive = new KeepAlive(options.config.live.pingMs);
    this.#protocol = this.#createProtocol();
  }

  /** Takes a request to upgrade over from the HTTP server. */
  upgrade(request: IncomingMessage, raw: Duplex, { head, address }: { head: Buffer; address: string }): void {
    const { config } = this.#options;
    const open = this.#perAddress.get(address) ?? 0;
    const full = config.rateLimits && open >= config.limits.socketsPerAddress;
    if (this.#draining || full) {
      refuse(raw, this.#draining ? 503 : 429);
      return;
    }
    this.#webSockets.handleUpgrade(request, raw, head, (webSocket) => {
      this.#perAddress.set(address, (this.#perAddress.get(address) ?? 0) + 1);
      webSocket.once('close', () => {
        const left = (this.#perAddress.get(address) ?? 1) - 1;
        if (left > 0) this.#perAddress.set(address, left);
        else this.#perAddress.delete(address);
      });
      this.#opened(webSocket, { raw, address });
    });
  }

  /** Lets nobody in any more and sends everybody away, spread over `overMs`. */
  async close(overMs: number): Promise<void> {
    this.#draining = true;
    await this.#options.connections.drain(overMs);
    this.#keepAlive.close();
    this.#webSockets.close();
  }

  #opened(webSocket: WebSocket, { raw, address }: { raw: Duplex; address: string }): void {
    const { config, onError, onTooSlow } = this.#options;
    const { softBufferBytes: softBytes, hardBufferBytes: hardBytes, slowMs } = config.live;
    const wire: SocketWire = new SocketWire({
      webSocket,
      raw,
      softBytes,
      hardBytes,
      slowMs,
      onTooSlow: () => {
        if (!wire.open) return;
        onTooSlow();
        wire.close(CloseCode.TOO_SLOW, 'Reads too slowly. Resume with your cursor.');
      },
    });
    const extra: Extra = { wire, address };
    const closed = this.#protocol.opened(
      {
        protocol: webSocket.protocol,
        send: (text) => wire.send(text),
        close: (code, reason) => wire.close(code ?? CloseCode.INTERNAL, reason ?? ''),
        onMessage: (handle) => {
          webSocket.on('message', (data, isBinary) => {
            if (isBinary) return wire.close(CloseCode.TEXT_ONLY, 'Text frames only.');
            handle(String(data)).catch((error: unknown) => {
              onError(error);
              wire.close(CloseCode.INTERNAL, 'Internal server error');
            });
            wire.pauseWhileCongested();
          });
        },
      },
      extra,
    );
    this.#keepAlive.watch(webSocket);
    // A frame that is too big or malformed: ws closes the socket itself, with 1009 or 1002.
    webSocket.on('error', () => {});
    webSocket.once('close', (code, reason) => {
      if (extra.connection) {
        this.#options.connections.remove(extra.connection);
        extra.connection.closed();
      }
      closed(code, String(reason)).catch(onError);
    });
  }

  #createProtocol() {
    const { operations } = this.#options;
    return makeServer<Record<string, unknown>, Extra>({
      connectionInitWaitTimeout: INIT_TIMEOUT_MS,
      onConnect: ({ connectionParams, extra }) => this.#connect(connectionParams?.['authorization'], extra),
      onSubscribe: async ({ extra }, id, payload) => {
        const { connection, address } = extra;
        if (!connection) return [];
        return operations.admit({ id, payload, connection, address });
      },
      execute: (args) => operations.execute(args),
      subscribe: (args) => operations.subscribe(args),
      onError: (_context, _id, _payload, errors) =>
        errors.map((error) =>
          'originalError' in error && error.originalError instanceof PresentedError
            ? error.originalError.presented.toJSON()
            : 'toJSON' in error
              ? error.toJSON()
              : error,
        ),
    });
  }

  /** False: graphql-ws closes with 4403. */
  async #connect(authorization: unknown, extra: Extra): Promise<boolean> {
    const { config, clock, connections, ids, presence, verifier } = this.#options;
    const { wire } = extra;
    try {
      const credentials = await verifyBearer(verifier, authorization);
      if (!credentials || !wire.open) return false;
      const { userId, expiresAtMs } = credentials.identity;
      if (config.rateLimits && connections.ofUser(userId) >= config.limits.socketsPerUser) {
        wire.close(CloseCode.TOO_MANY_SOCKETS, 'Too many connections of one user.');
        return true;
      }
      const tokenLifeMs = expiresAtMs - clock.now();
      extra.connection = new Connection({ id: ids.next(), wire, credentials, presence, tokenLifeMs });
      connections.add(extra.connection);
      return true;
    } catch (error) {
      if (!isAppError(error, 'UNAVAILABLE')) throw error;
      wire.close(CloseCode.DRAINING, JSON.stringify({ retryAfterMs: 1_000 }));
      return true;
    }
  }
}

function refuse(raw: Duplex, status: 429 | 503): void {
  raw.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
