import { random, type Timer, time } from '../../shared/browser/time.ts';
import { reactToClose, type SocketClosed } from './close-reaction.ts';
import type { StreamSink } from './resumable-stream.ts';
import { openSocket, type Socket, type SubscriptionRequest } from './socket.ts';

/** `idle`: nothing is subscribed. `waiting`: the next attempt is at `retryAt`, in milliseconds of the monotonic clock of this page. */
export type ConnectionState =
  | { kind: 'idle' }
  | { kind: 'connecting' }
  | { kind: 'connected' }
  | { kind: 'waiting'; retryAt: number };

/** Something that subscribes anew whenever there is a socket. */
export interface Resumable {
  /** There is a socket. */
  resume(): void;
}

export interface ConnectionOptions {
  url: string;
  /** The access token for a new socket; a renewed one if asked for. Rejects if the server can't be reached. */
  accessToken(options: { renew: boolean }): Promise<string | null>;
  /** For how many milliseconds the token that was handed out last is good, with time enough to replace it. */
  tokenGoodForMs(): number;
  /** The session is over; called once. */
  onSignedOut(): void;
  onState(state: ConnectionState): void;
}

/** What carries the subscriptions of a page: a socket of its own, or that of another page. */
export interface Connection {
  /** Keeps a stream subscribed while this connection lives. Returns how to let go of it. */
  attach(stream: Resumable): () => void;
  /** One subscription on the present socket. An error of the socket is `lost`. Returns how to unsubscribe. */
  subscribe<E>(request: SubscriptionRequest, sink: StreamSink<E>): () => void;
  /** Ends the wait for the next attempt. */
  reconnectNow(): void;
  /** Drops the present socket, as one that is known to be dead, and starts over. */
  drop(): void;
  /** Closes the socket for good. Its subscriptions are lost; nothing more is told of it. */
  dispose(): void;
}

/** A socket that stood this long resets the backoff; one that is closed at once every time must not be retried at full speed. */
const STABLE_MS = 5_000;
/** The pause before a token that could not be renewed is asked for again, while the present one lasts. */
const RENEW_AGAIN_MS = 3_000;

/**
 * A socket kept alive: opened when something is attached, reopened after every loss as `reactToClose` says. Before its token expires it is
 * given the next one, and its subscriptions go on without a break. Where that fails to the end, the server closes the socket, and what
 * was subscribed resumes on the next.
 */
export function createConnection(options: ConnectionOptions): Connection {
  const streams = new Set<Resumable>();
  let state: ConnectionState = { kind: 'idle' };
  let socket: Socket | null = null;
  let token: string | null = null;
  let attempt = 0;
  let renew = false;
  let disposed = false;
  let connectedAt = Number.POSITIVE_INFINITY;
  let retryTimer: Timer | undefined;
  let renewTimer: Timer | undefined;

  function setState(next: ConnectionState): void {
    state = next;
    if (!disposed) options.onState(next);
  }

  async function connect(): Promise<void> {
    retryTimer?.cancel();
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
    socket = open(token, () => {
      connectedAt = time.monotonic();
      setState({ kind: 'connected' });
      renewIn(options.tokenGoodForMs());
      for (const stream of [...streams]) stream.resume();
    });
  }

  function open(withToken: string, onConnected: () => void): Socket {
    const opened = openSocket({
      url: options.url,
      token: withToken,
      onConnected,
      onClosed(closed) {
        if (opened === socket) lost(closed);
      },
      onTokenRefused() {
        renew = true;
        opened.terminate();
      },
    });
    return opened;
  }

  function renewIn(delayMs: number): void {
    renewTimer?.cancel();
    renewTimer = time.after(delayMs, renewToken);
  }

  async function renewToken(): Promise<void> {
    const present = socket;
    const isPresent = () => !disposed && socket === present && state.kind === 'connected';
    const next = await options.accessToken({ renew: false }).catch(() => undefined);
    if (!present || !isPresent()) return;
    if (next === null) {
      signOut();
      return;
    }
    const renewed = next !== undefined && next !== token && (await present.renew(next));
    if (!isPresent()) return;
    if (renewed) token = next;
    renewIn(renewed ? options.tokenGoodForMs() : RENEW_AGAIN_MS);
  }

  function lost(closed: SocketClosed): void {
    renewTimer?.cancel();
    socket = null;
    if (disposed) return;
    if (time.monotonic() - connectedAt >= STABLE_MS) attempt = 0;
    connectedAt = Number.POSITIVE_INFINITY;
    if (streams.size === 0) {
      setState({ kind: 'idle' });
      return;
    }
    const reaction = reactToClose(closed, attempt, random());
    if (reaction.kind === 'signOut') {
      signOut();
      return;
    }
    attempt += 1;
    renew ||= reaction.refresh;
    setState({ kind: 'waiting', retryAt: time.monotonic() + reaction.delayMs });
    retryTimer?.cancel();
    retryTimer = time.after(reaction.delayMs, connect);
  }

  function signOut(): void {
    if (disposed) return;
    dispose();
    options.onSignedOut();
  }

  function dispose(): void {
    disposed = true;
    retryTimer?.cancel();
    renewTimer?.cancel();
    streams.clear();
    socket?.close();
  }

  return {
    attach(stream) {
      streams.add(stream);
      if (state.kind === 'connected') stream.resume();
      else if (state.kind === 'idle' && !disposed) void connect();
      return () => streams.delete(stream);
    },
    subscribe(request, sink) {
      if (!disposed && socket && state.kind === 'connected') return socket.subscribe(request, sink);
      sink.error('lost');
      return () => undefined;
    },
    reconnectNow() {
      if (state.kind === 'waiting') void connect();
    },
    drop() {
      if (state.kind === 'connected') socket?.terminate();
    },
    dispose,
  };
}
