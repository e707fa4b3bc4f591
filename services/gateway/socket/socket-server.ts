import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import { time } from '@confab/runtime/kernel/clock/time';
import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import { turns } from '@confab/runtime/kernel/turns/turns';
import type { TokenVerifier } from '@confab/runtime/network/identity/port';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import { type Server, WebSocketServer } from 'ws';
import type { GatewayConfig } from '../config.ts';
import type { App } from '../context/app.ts';
import { toGraphQLError } from '../context/present-error.ts';
import { requireBearer } from '../execution/credentials.ts';
import type { HoldBacks } from '../execution/hold-backs.ts';
import type { GraphqlRequest } from '../execution/request.ts';
import type { PresenceClient } from '../presence/presence-client.ts';
import { ClientSocket, Session, type SocketEvents } from './client-socket.ts';
import { CloseCode, tryAgainIn } from './close-codes.ts';
import { Connection } from './connection.ts';
import { authorizationIn } from './connection-params.ts';
import type { Connections } from './connections.ts';
import { Deadlines } from './deadlines.ts';
import { PresentedError } from './executed-events.ts';
import { KeepAlive } from './keep-alive.ts';
import type { Operations } from './operations.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import type { Renewals } from './renewals.ts';
import { SocketWire, type WireLimits } from './socket-wire.ts';

export interface SocketServerOptions {
  app: Pick<App, 'budgets'>;
  config: GatewayConfig;
  clock: Clock;
  ids: Ids;
  verifier: TokenVerifier;
  connections: Connections;
  presence: PresenceClient;
  renewals: Renewals;
  operations: Operations;
  holdBacks: HoldBacks;
  onError(error: unknown): void;
  /** A socket was given up because it does not read. */
  onTooSlow(): void;
}

const INIT_TIMEOUT_MS = 5_000;
/** When to come back where nobody could tell whether the token is valid. */
const UNAVAILABLE_MS = 1_000;

/** Who asked for a WebSocket. */
interface Upgraded {
  address: string;
  /** The origin that was asked. */
  asked: string | undefined;
  /** What counts for the address, until the connection is gone. */
  hold: { guest: { sendAway(): void } | undefined };
}

/** The WebSocket side of `/graphql`: graphql-ws speaks the protocol, sockets without a valid token are turned away at once. */
export class SocketServer {
  readonly #options: SocketServerOptions;
  readonly #webSockets: Server<typeof ClientSocket>;
  readonly #protocol: ReturnType<typeof makeServer<Record<string, unknown>, { session: Session }>>;
  readonly #keepAlive: KeepAlive;
  readonly #unknown: Deadlines<Session>;
  readonly #limits: WireLimits;
  readonly #events: SocketEvents;
  #draining = false;

  constructor(options: SocketServerOptions) {
    this.#options = options;
    const { app, config, holdBacks, onError } = options;
    this.#webSockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      // See `Session.hearPing`.
      autoPong: false,
      maxPayload: config.limits.frameBytes,
      handleProtocols,
      WebSocket: ClientSocket,
    });
    // Requests that ask for no WebSocket as RFC 6455 has it.
    this.#webSockets.on('wsClientError', (_error, raw) => refuseUpgrade(raw, 400, { 'Sec-WebSocket-Version': 13 }));
    this.#keepAlive = new KeepAlive(config.live.pingMs);
    this.#unknown = new Deadlines(INIT_TIMEOUT_MS, (session) =>
      session.close(CloseCode.INIT_TIMEOUT, 'Connection initialisation timeout'),
    );
    const { softBufferBytes: softBytes, hardBufferBytes: hardBytes, slowMs } = config.live;
    this.#limits = { softBytes, hardBytes, slowMs, onTooSlow: (wire) => this.#giveUp(wire) };
    this.#events = {
      onError,
      onClosed: (session, code, reason) => this.#closed(session, { code, reason }),
      onSent({ connection }, length) {
        if (connection) app.budgets.answered(connection.credentials.identity.userId, length);
      },
      patience({ connection, address }) {
        const account = connection?.credentials.identity.userId ?? address;
        const heldMs = holdBacks.msFor(account);
        return heldMs > 0 ? time.sleep(heldMs) : turns.giveWay(account);
      },
    };
    this.#protocol = this.#createProtocol();
  }

  /** Takes a request to upgrade over from the HTTP server. */
  upgrade(request: IncomingMessage, raw: Duplex, { head, ...upgraded }: Upgraded & { head: Buffer }): void {
    if (this.#draining) refuseUpgrade(raw, 503, { 'Retry-After': 1 });
    else this.#webSockets.handleUpgrade(request, raw, head, (socket) => this.#opened(socket, raw, upgraded));
  }

  /** Lets nobody in any more and sends everybody away, spread over `overMs`. */
  async close(overMs: number): Promise<void> {
    this.#draining = true;
    await this.#options.connections.drain(overMs);
    this.#keepAlive.close();
    this.#unknown.close();
    this.#webSockets.close();
  }

  #opened(webSocket: ClientSocket, raw: Duplex, { address, asked, hold }: Upgraded): void {
    const wire = new SocketWire({ webSocket, raw, limits: this.#limits });
    const session = new Session({ wire, address, asked, protocol: webSocket.protocol, events: this.#events });
    webSocket.attach(session);
    hold.guest = session;
    this.#keepAlive.watch(webSocket);
    this.#unknown.set(session);
    session.farewell = this.#protocol.opened(session, { session });
  }

  #closed(session: Session, { code, reason }: { code: number; reason: string }): void {
    const { connection, farewell, wire } = session;
    this.#keepAlive.forget(wire.webSocket as ClientSocket);
    this.#unknown.clear(session);
    if (connection) {
      this.#options.connections.remove(connection);
      connection.closed();
    }
    farewell?.(code, reason).catch(this.#options.onError);
  }

  #giveUp(wire: SocketWire): void {
    if (!wire.open) return;
    this.#options.onTooSlow();
    wire.close(CloseCode.TOO_SLOW, 'Reads too slowly. Resume with your cursor.');
  }

  #createProtocol() {
    const { operations, onError } = this.#options;
    return makeServer<Record<string, unknown>, { session: Session }>({
      // One timer for all sockets instead of one for each: see `#unknown`.
      connectionInitWaitTimeout: 0,
      onConnect: (context) => {
        const authorization = authorizationIn(context.connectionParams);
        // Nothing reads it again, and the context lives as long as the socket.
        Object.assign(context, { connectionParams: undefined });
        return this.#connect(authorization, context.extra.session);
      },
      onSubscribe({ extra: { session } }, id, payload) {
        const { connection, address, asked } = session;
        // What `toMessage` has made of it.
        const request = payload as SubscribePayload & GraphqlRequest;
        return connection ? operations.admit({ id, request, connection, address, asked }) : [];
      },
      execute: (args) => operations.execute(args),
      subscribe: (args) => operations.subscribe(args),
      onError: (_context, _id, _payload, errors) => errors.map((error) => presented(error, onError).toJSON()),
    });
  }

  /** False: the socket is closed, and nothing more of it is heard. */
  async #connect(authorization: unknown, session: Session): Promise<boolean> {
    const { config, connections, ids, presence, renewals, verifier } = this.#options;
    const { wire } = session;
    this.#unknown.clear(session);
    try {
      const credentials = await requireBearer(verifier, authorization);
      if (!wire.open) return false;
      const { userId } = credentials.identity;
      if (config.rateLimits && connections.ofUser(userId) >= config.limits.socketsPerUser) {
        wire.close(CloseCode.TOO_MANY_SOCKETS, 'Too many connections of one user.');
        return false;
      }
      const holdings = connections.holdingsOf(userId);
      session.connection = new Connection({ id: ids.next(), wire, credentials, presence, renewals, holdings });
      connections.add(session.connection);
      return true;
    } catch (error) {
      if (isAppError(error, 'UNAUTHENTICATED')) wire.close(CloseCode.TOKEN_REFUSED, error.message);
      else if (isAppError(error, 'UNAVAILABLE')) wire.close(CloseCode.TRY_AGAIN, tryAgainIn(UNAVAILABLE_MS));
      else throw error;
      return false;
    }
  }
}

/** As it is where it says why already, in its code; what graphql-ws made of something thrown does not. */
function presented(error: GraphQLError | GraphQLFormattedError, onError: (error: unknown) => void): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError(error.message, { extensions: error.extensions });
  if (error.originalError instanceof PresentedError) return error.originalError.presented;
  return error.extensions.code === undefined ? toGraphQLError(error, onError) : error;
}
