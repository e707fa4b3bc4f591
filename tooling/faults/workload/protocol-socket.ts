import { once } from 'node:events';
import { WebSocket } from 'ws';
import { dataOf, type GraphqlAnswer, type GraphqlError, Refused } from './endpoint.ts';

const HANDSHAKE_MS = 4_000;
const REQUEST_MS = 8_000;
/** A gateway that is silent for two rounds is given up: a half-open connection tells nothing. */
const PING_MS = 2_500;

/** Why a socket is gone. */
export interface Closed {
  code: number;
  reason: string;
}

export interface Operation {
  query: string;
  variables: object;
  next(answer: GraphqlAnswer): void;
  /** Ended by the server, with errors or in order. Not called when the socket goes. */
  ended(errors: readonly GraphqlError[]): void;
}

/** A socket that speaks graphql-transport-ws, as PROTOCOL.md has it. */
export interface ProtocolSocket {
  start(operation: Operation): { stop(): void };
  /** One query or mutation. */
  send(query: string, variables: object): Promise<Record<string, unknown>>;
  readonly closed: Promise<Closed>;
  /** As a lost network does, without a close frame. */
  drop(): void;
  close(): void;
}

interface Frame {
  type: string;
  id?: string;
  payload?: unknown;
}

/** Resolves once the gateway has acknowledged the token. Rejects where the socket closes before; `cause` is then the `Closed`. */
export async function openProtocolSocket(url: string, token: string): Promise<ProtocolSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', {
    handshakeTimeout: HANDSHAKE_MS,
  });
  const operations = new Map<string, Operation>();
  const acknowledged = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<Closed>();
  let lastId = 0;
  let silentRounds = 0;

  socket.on('error', () => undefined);
  socket.on('pong', () => {
    silentRounds = 0;
  });
  socket.on('message', (data) => {
    silentRounds = 0;
    if (socket.readyState === WebSocket.OPEN) take(JSON.parse(String(data)) as Frame);
  });
  socket.once('close', (code, reason) => {
    clearInterval(pings);
    clearTimeout(handshake);
    const why = { code, reason: reason.toString() };
    operations.clear();
    acknowledged.reject(new Error(`the socket closed with ${code}`, { cause: why }));
    closed.resolve(why);
  });
  const handshake = setTimeout(() => socket.terminate(), 2 * HANDSHAKE_MS);
  const pings = setInterval(() => {
    if (silentRounds >= 2) socket.terminate();
    silentRounds += 1;
    if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, PING_MS);

  function take({ type, id = '', payload }: Frame): void {
    const operation = operations.get(id);
    if (type === 'connection_ack') acknowledged.resolve();
    else if (type === 'ping') say({ type: 'pong' });
    else if (type === 'next') operation?.next(payload as GraphqlAnswer);
    else if (type === 'error' || type === 'complete') {
      operations.delete(id);
      operation?.ended(type === 'error' ? (payload as GraphqlError[]) : []);
    }
  }

  function say(frame: Frame): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  }

  function start(operation: Operation): { stop(): void } {
    lastId += 1;
    const id = String(lastId);
    operations.set(id, operation);
    say({ type: 'subscribe', id, payload: { query: operation.query, variables: operation.variables } });
    return {
      stop() {
        if (operations.delete(id)) say({ type: 'complete', id });
      },
    };
  }

  await Promise.race([once(socket, 'open').catch(() => acknowledged.promise), acknowledged.promise]);
  say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await acknowledged.promise;
  clearTimeout(handshake);
  return {
    start,
    send: (query, variables) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => fail('timeout'), REQUEST_MS);
        const operation = start({
          ...{ query, variables },
          next(answer) {
            clearTimeout(timer);
            operation.stop();
            try {
              resolve(dataOf(answer));
            } catch (error) {
              reject(error);
            }
          },
          ended(errors) {
            clearTimeout(timer);
            reject(new Refused(errors));
          },
        });
        function fail(why: string): void {
          clearTimeout(timer);
          operation.stop();
          reject(new Error(why));
        }
        void closed.promise.then(({ code }) => fail(`closed with ${code}`));
      }),
    closed: closed.promise,
    drop: () => socket.terminate(),
    close: () => socket.close(1000),
  };
}
