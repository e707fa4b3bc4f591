import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { refuseUpgrade } from '../socket/refuse-upgrade.ts';
import { addressKey } from './address-key.ts';
import { type Hold, Holds } from './holds.ts';

export interface OpenConnectionsOptions {
  /** Of one address. */
  perAddress: number;
  /** Of all: beyond it the process could not open what it needs itself. */
  room: number;
  /** Connections are those of a proxy. Whose they are is known once a request comes. */
  trustProxy: boolean;
  /** A connection or a request was refused, or ended to make room. */
  onRefused(why: Refused): void;
}

/** Too many of one address, or of all. */
export type Refused = 'address' | 'room';

/** When an address that holds too much may ask again. */
const RETRY_AFTER_MS = 10_000;
const UNKNOWN = 'unknown';

/**
 * All connections of a server, from the moment the system accepts them: also those that say nothing,
 * and those that became WebSockets. An address may hold so many, and where there is no room for
 * another, the newest of the address that holds the most makes room. Nobody can keep others out by
 * holding more; whoever holds the least is the last to go.
 *
 * Behind a trusted proxy all connections are the proxy's, so what counts there for an address is each
 * request under way and each WebSocket. Those that the proxy holds without a request are not limited.
 */
export class OpenConnections {
  readonly #options: OpenConnectionsOptions;
  readonly #holds = new Holds();
  /** Without a proxy: what each connection counts for. */
  readonly #own = new Map<Socket, Hold>();
  /** Behind a proxy: those over which nothing was asked yet, the oldest first. */
  readonly #unused = new Set<Socket>();
  #size = 0;

  constructor(server: Server, options: OpenConnectionsOptions) {
    this.#options = options;
    const closed = (socket: Socket) => this.#closed(socket);
    /** One for all connections. */
    function onClose(this: Socket): void {
      closed(this);
    }
    server.on('connection', (socket) => {
      if (this.#letIn(socket)) socket.on('close', onClose);
    });
  }

  get size(): number {
    return this.#size;
  }

  /** Behind a proxy: is the client of this request allowed another? If not, it was answered. */
  admitForwarded(request: IncomingMessage, response: ServerResponse, address: string): boolean {
    this.#unused.delete(request.socket);
    if (this.#isFull(address)) {
      refuse(request, response);
      return false;
    }
    const hold = this.#holds.add(address, request.socket);
    response.once('close', () => this.#holds.remove(hold));
    return true;
  }

  /** What a request that becomes a WebSocket counts for. Undefined: it is one too many, and was answered. */
  admitUpgrade({ socket }: IncomingMessage, address: string): Hold | undefined {
    if (!this.#options.trustProxy) return this.#own.get(socket);
    this.#unused.delete(socket);
    if (this.#isFull(address)) {
      refuseUpgrade(socket, 429, { 'Retry-After': RETRY_AFTER_MS / 1_000 });
      return undefined;
    }
    const hold = this.#holds.add(address, socket);
    socket.once('close', () => this.#holds.remove(hold));
    return hold;
  }

  #letIn(socket: Socket): boolean {
    const { trustProxy, room } = this.#options;
    if (trustProxy) {
      this.#unused.add(socket);
    } else {
      const address = addressKey(socket.remoteAddress ?? '') ?? UNKNOWN;
      if (this.#isFull(address)) {
        turnAway(socket, 429);
        return false;
      }
      this.#own.set(socket, this.#holds.add(address, socket));
    }
    this.#size += 1;
    if (this.#size > room) this.#makeRoomFor(socket);
    return true;
  }

  #closed(socket: Socket): void {
    this.#size -= 1;
    this.#unused.delete(socket);
    const hold = this.#own.get(socket);
    if (!hold) return;
    this.#own.delete(socket);
    this.#holds.remove(hold);
  }

  #isFull(address: string): boolean {
    if (this.#holds.of(address) < this.#options.perAddress) return false;
    this.#options.onRefused('address');
    return true;
  }

  #makeRoomFor(socket: Socket): void {
    this.#options.onRefused('room');
    const { most } = this.#holds;
    const own = this.#own.get(socket);
    // A proxy asks at once over what it opens: those who did not are one crowd.
    const [silent] = this.#unused;
    if (silent && this.#unused.size > most) turnAway(silent, 503);
    // Among equals the one that comes last is too many.
    else if (own && this.#holds.of(own.address) === most) turnAway(socket, 503);
    else end(this.#holds.newestOfMost());
  }
}

function end(hold: Hold | undefined): void {
  if (hold?.guest) hold.guest.sendAway();
  else hold?.raw.destroy();
}

/** Says so to whoever listens, and is rid of it at once: the file has to be free now. */
function turnAway(socket: Socket, status: 429 | 503): void {
  refuseUpgrade(socket, status, { 'Retry-After': RETRY_AFTER_MS / 1_000 });
  socket.destroy();
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  const { code, message, retryAfterMs } = new AppError('RATE_LIMITED', 'Too many connections from your address.', {
    retryAfterMs: RETRY_AFTER_MS,
  });
  // Nobody reads the rest of its body.
  if (!request.complete) response.setHeader('Connection', 'close');
  response
    .writeHead(429, { 'Content-Type': 'application/json; charset=utf-8', 'Retry-After': RETRY_AFTER_MS / 1_000 })
    .end(JSON.stringify({ errors: [{ message, extensions: { code, retryAfterMs } }] }));
}
