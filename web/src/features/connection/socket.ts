import { print } from 'graphql';
import { createClient } from 'graphql-ws/client';
import { type CodedError, codeOfGraphQLErrors } from '../../shared/api/error-code.ts';
import { detailsOfGraphQLErrors } from '../../shared/api/error-details.ts';
import { type Timer, time } from '../../shared/browser/time.ts';
import type { SocketClosed } from './close-reaction.ts';
import { RenewConnection } from './graphql/renew-connection.ts';
import type { StreamSink } from './resumable-stream.ts';

export interface SubscriptionRequest {
  query: string;
  variables: Record<string, unknown>;
}

export interface SocketOptions {
  url: string;
  /** The access token; the server closes the socket when it expires, unless it was renewed. */
  token: string;
  /** For the server to let it in, in milliseconds; 10 s unless said otherwise. */
  connectWithinMs?: number;
  /** The server let it in. */
  onConnected(): void;
  /** It is gone, or never came to be. Called once, unless the socket was closed from here. */
  onClosed(closed: SocketClosed): void;
  /** A subscription was refused because of the token. */
  onTokenRefused(): void;
}

/** One WebSocket, from its opening to its end: what is lost with it is for its owner to subscribe again. */
export interface Socket {
  /** One subscription; it is `lost` with the socket. Returns how to unsubscribe. */
  subscribe<E>(request: SubscriptionRequest, sink: StreamSink<E>): () => void;
  /** Goes on with the next access token, and so do its subscriptions. False where the server does not take it, or the socket is lost. */
  renew(token: string): Promise<boolean>;
  /** Drops it at once, as one that is known to be dead; `onClosed` follows. */
  terminate(): void;
  /** Closes it; nothing more is heard of it. */
  close(): void;
}

const PING_EVERY_MS = 10_000;
const PONG_WITHIN_MS = 5_000;
/** From the first packet until the server has let it in. */
const CONNECTED_WITHIN_MS = 10_000;
/** For the answer to the next access token. */
const RENEWED_WITHIN_MS = 10_000;

/** Opens a WebSocket that speaks graphql-transport-ws. The retries of graphql-ws are off: they repeat a subscription with its first variables. */
export function openSocket(options: SocketOptions): Socket {
  const { url, token, connectWithinMs = CONNECTED_WITHIN_MS, onConnected, onClosed, onTokenRefused } = options;
  const sinks = new Set<StreamSink<never>>();
  let ended = false;
  let pongTimer: Timer | undefined;
  // Some proxies take a connection and never answer the request to upgrade it.
  const connectTimer = time.after(connectWithinMs, () => client.terminate());

  const client = createClient({
    url,
    lazy: false,
    retryAttempts: 0,
    keepAlive: PING_EVERY_MS,
    connectionParams: { authorization: `Bearer ${token}` },
    // `closed` tells of it.
    onNonLazyError: () => undefined,
    on: {
      connected() {
        connectTimer.cancel();
        if (!ended) onConnected();
      },
      ping(received) {
        if (!received) pongTimer = time.after(PONG_WITHIN_MS, () => client.terminate());
      },
      pong(received) {
        if (received) pongTimer?.cancel();
      },
      closed(event) {
        if (ended) return;
        end();
        onClosed(toClosed(event));
      },
    },
  });

  function end(): void {
    ended = true;
    pongTimer?.cancel();
    connectTimer.cancel();
    const lost = [...sinks];
    sinks.clear();
    for (const sink of lost) sink.error('lost');
  }

  function close(): void {
    if (!ended) end();
    // Rejects if the socket was still being opened: it is gone then, which is what was asked for.
    Promise.resolve(client.dispose()).catch(() => undefined);
  }

  function operate<E>({ query, variables }: SubscriptionRequest, sink: StreamSink<E>): () => void {
    if (ended) {
      sink.error('lost');
      return () => undefined;
    }
    sinks.add(sink);
    const unsubscribe = client.subscribe<Record<string, E>>(
      { query, variables },
      {
        next(result) {
          const event = result.data && Object.values(result.data)[0];
          if (!sinks.has(sink)) return;
          if (event) sink.next(event);
          else fail(result.errors ?? []);
        },
        // Anything else than errors of the server is the end of the socket, of which `closed` tells.
        error: (error) => Array.isArray(error) && fail(error),
        complete: () => sinks.delete(sink) && sink.complete(),
      },
    );

    function fail(errors: readonly CodedError[]): void {
      if (sinks.delete(sink)) sink.error(codeOfGraphQLErrors(errors), detailsOfGraphQLErrors(errors));
    }

    return () => {
      unsubscribe();
      sinks.delete(sink);
    };
  }

  return {
    subscribe<E>(request: SubscriptionRequest, sink: StreamSink<E>) {
      return operate<E>(request, {
        next: (event) => sink.next(event),
        complete: () => sink.complete(),
        error(reason, details) {
          sink.error(reason, details);
          if (reason === 'UNAUTHENTICATED') onTokenRefused();
        },
      });
    },
    renew(accessToken) {
      const request = { query: print(RenewConnection), variables: { input: { accessToken } } };
      return new Promise((resolve) => {
        const settle = (renewed: boolean) => {
          timer.cancel();
          resolve(renewed);
        };
        const timer = time.after(RENEWED_WITHIN_MS, () => settle(false));
        operate(request, { next: () => settle(true), complete: () => settle(false), error: () => settle(false) });
      });
    },
    terminate: () => client.terminate(),
    close,
  };
}

function toClosed(event: unknown): SocketClosed {
  if (typeof event !== 'object' || event === null) return { code: 1006, reason: '' };
  const code = 'code' in event && typeof event.code === 'number' ? event.code : 1006;
  return { code, reason: 'reason' in event && typeof event.reason === 'string' ? event.reason : '' };
}
