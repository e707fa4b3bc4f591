import { type Client, createClient } from 'graphql-ws';
import { codeOfGraphQLErrors } from '../../shared/api/error-code.ts';
import { reactToClose, type SocketClosed } from './close-reaction.ts';
import type { StreamSink } from './resumable-stream.ts';

/** `idle`: nothing is subscribed. `waiting`: the next attempt is at `retryAt`, milliseconds since the epoch. */
export type ConnectionState =
  | { kind: 'idle' }
  | { kind: 'connecting' }
  | { kind: 'connected' }
  | { kind: 'waiting'; retryAt: number };

export interface SubscriptionRequest {
  query: string;
  variables: Record<string, unknown>;
}

/** Something that subscribes anew whenever there is a socket. */
export interface Resumable {
  resume(): void;
}

export interface ConnectionOptions {
  url: string;
  /** The access token for a new socket; a renewed one if asked for. Rejects if the server can't be reached. */
  accessToken(options: { renew: boolean }): Promise<string | null>;
  /** The session is over; called once. */
  onSignedOut(): void;
  onState(state: ConnectionState): void;
}

export interface Connection {
  /** Keeps a stream subscribed while this connection lives. Returns how to let go of it. */
  attach(stream: Resumable): () => void;
  /** One subscription on the present socket. An error of the socket is `lost`. Returns how to unsubscribe. */
  subscribe<E>(request: SubscriptionRequest, sink: StreamSink<E>): () => void;
  /** Ends the wait for the next attempt. */
  reconnectNow(): void;
  /** Drops the present socket, as one that is known to be dead, and starts over. */
  drop(): void;
  /** Closes the socket for good. */
  dispose(): void;
}

/** A socket that stood this long resets the backoff; one that is closed at once every time must not be retried at full speed. */
const STABLE_MS = 5_000;
const PING_EVERY_MS = 10_000;
const PONG_WITHIN_MS = 5_000;

/**
 * The one socket of the page, opened when something is attached and reopened after every loss, as `reactToClose` says. The retries
 * of the graphql-ws client are switched off: it would repeat a subscription with its first variables, not after the last event.
 */
export function createConnection(options: ConnectionOptions): Connection {
  const streams = new Set<Resumable>();
  let state: ConnectionState = { kind: 'idle' };
  let attempt = 0;
  let renew = false;
  let disposed = false;
  let connectedAt = Number.POSITIVE_INFINITY;
  let token: string | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let pongTimer: ReturnType<typeof setTimeout> | undefined;

  const client: Client = createClient({
    url: options.url,
    retryAttempts: 0,
    lazy: true,
    lazyCloseTimeout: 5_000,
    keepAlive: PING_EVERY_MS,
    connectionParams: () => ({ authorization: `Bearer ${token ?? ''}` }),
    on: {
      connected() {
        clearTimeout(retryTimer);
        connectedAt = Date.now();
        setState({ kind: 'connected' });
        // Some may have been attached while the socket was being opened; the others are subscribed already.
        for (const stream of [...streams]) stream.resume();
      },
      ping(received) {
        if (!received) pongTimer = setTimeout(() => client.terminate(), PONG_WITHIN_MS);
      },
      pong(received) {
        if (received) clearTimeout(pongTimer);
      },
      closed: (event) => lost(toClosed(event)),
    },
  });

  function setState(next: ConnectionState): void {
    state = next;
    if (!disposed) options.onState(next);
  }

  async function connect(): Promise<void> {
    clearTimeout(retryTimer);
    setState({ kind: 'connecting' });
    try {
      token = await options.accessToken({ renew });
    } catch {
      lost({ code: 1006, reason: '' });
      return;
    }
    if (disposed) return;
    if (token === null) {
      signOut();
      return;
    }
    renew = false;
    if (streams.size === 0) setState({ kind: 'idle' });
    for (const stream of [...streams]) stream.resume();
  }

  function lost(closed: SocketClosed): void {
    clearTimeout(pongTimer);
    if (disposed) return;
    if (Date.now() - connectedAt >= STABLE_MS) attempt = 0;
    connectedAt = Number.POSITIVE_INFINITY;
    if (streams.size === 0) {
      setState({ kind: 'idle' });
      return;
    }
    const reaction = reactToClose(closed, attempt, Math.random());
    if (reaction.kind === 'signOut') {
      signOut();
      return;
    }
    attempt += 1;
    renew ||= reaction.refresh;
    setState({ kind: 'waiting', retryAt: Date.now() + reaction.delayMs });
    clearTimeout(retryTimer);
    retryTimer = setTimeout(connect, reaction.delayMs);
  }

  function signOut(): void {
    dispose();
    options.onSignedOut();
  }

  function dispose(): void {
    disposed = true;
    clearTimeout(retryTimer);
    clearTimeout(pongTimer);
    streams.clear();
    // Rejects if the socket was still being opened: it is gone then, which is what was asked for.
    Promise.resolve(client.dispose()).catch(() => undefined);
  }

  return {
    attach(stream) {
      streams.add(stream);
      if (state.kind === 'connected') stream.resume();
      else if (state.kind === 'idle' && !disposed) void connect();
      return () => streams.delete(stream);
    },
    subscribe<E>({ query, variables }: SubscriptionRequest, sink: StreamSink<E>) {
      if (disposed) return () => undefined;
      return client.subscribe<Record<string, E>>(
        { query, variables },
        {
          next(result) {
            const event = result.data && Object.values(result.data)[0];
            if (event) sink.next(event);
            else fail(result.errors ?? []);
          },
          error: (error) => (Array.isArray(error) ? fail(error) : sink.error('lost')),
          complete: () => sink.complete(),
        },
      );

      function fail(errors: Parameters<typeof codeOfGraphQLErrors>[0]): void {
        const code = codeOfGraphQLErrors(errors);
        sink.error(code);
        if (code !== 'UNAUTHENTICATED') return;
        renew = true;
        client.terminate();
      }
    },
    reconnectNow() {
      if (state.kind === 'waiting') void connect();
    },
    drop() {
      if (state.kind === 'connected') client.terminate();
    },
    dispose,
  };
}

function toClosed(event: unknown): SocketClosed {
  if (typeof event !== 'object' || event === null) return { code: 1006, reason: '' };
  const code = 'code' in event && typeof event.code === 'number' ? event.code : 1006;
  return { code, reason: 'reason' in event && typeof event.reason === 'string' ? event.reason : '' };
}
