import { openChannel } from '../../../shared/browser/channel.ts';
import type { Locks } from '../../../shared/browser/locks.ts';
import { type Timer, time } from '../../../shared/browser/time.ts';
import { newId } from '../../../shared/new-id.ts';
import type { Connection, ConnectionState, Resumable } from '../connection.ts';
import type { StreamSink } from '../resumable-stream.ts';
import type { SubscriptionRequest } from '../socket.ts';
import { showLife } from './leadership.ts';
import { type GuestMessage, type HostMessage, type HostNotice, namesOf, type SharedState } from './messages.ts';

export interface BorrowedConnectionOptions {
  user: string;
  locks: Locks;
  onState(state: ConnectionState): void;
  onSignedOut(): void;
  /** There is no host, or it does not answer any more. `heard`: it did before. */
  onSilence(silence: { heard: boolean }): void;
  /** The browser gives this tab no lock, so no host would take it for alive. */
  onRefused(): void;
  /** Whether the user sees this page: others are not in a hurry, and their timers are slow. */
  isVisible(): boolean;
}

/** How often a visible guest makes sure that there is a host. Two unanswered calls are silence. */
const PING_EVERY_MS = 4_000;
const UNANSWERED_PINGS = 2;

type Said<M> = M extends unknown ? Omit<M, 'guest'> : never;

/** The connection of a tab that uses the socket of another one. When the host changes, all subscriptions are lost and resumed there. */
export function createBorrowedConnection(options: BorrowedConnectionOptions): Connection {
  const names = namesOf(options.user);
  const guest = newId();
  const streams = new Set<Resumable>();
  const sinks = new Map<number, StreamSink<unknown>>();
  const hall = openChannel<GuestMessage | HostNotice>(names.hall, (message) => {
    if (message.kind === 'host') greet(message.host);
  });
  const channel = openChannel<HostMessage>(names.guest(guest), hear);
  let host: string | null = null;
  let state: SharedState = { kind: 'connecting' };
  let ids = 0;
  let unanswered = 0;
  let heard = false;
  let disposed = false;
  let die: (() => void) | undefined;
  let retryTimer: Timer | undefined;

  options.onState({ kind: 'connecting' });
  const pingTimer = time.every(PING_EVERY_MS, ping);
  showLife(options.locks, names.guest(guest)).then(
    (release) => {
      if (disposed) return release();
      die = release;
      greet(host);
    },
    () => disposed || options.onRefused(),
  );

  function say(message: Said<GuestMessage>): void {
    if (!disposed) hall.post({ ...message, guest });
  }

  /** Where no host has made itself known, the first that answers is the one. One that was deposed without knowing is not listened to. */
  function greet(known: string | null): void {
    host = known;
    unanswered = 0;
    loseAll();
    enter({ kind: 'connecting' });
    // Before the lock is held a host would take this tab for dead.
    if (die) say({ kind: 'hello' });
  }

  function ping(): void {
    if (!options.isVisible()) {
      unanswered = 0;
      return;
    }
    if (unanswered >= UNANSWERED_PINGS) options.onSilence({ heard });
    unanswered += 1;
    say({ kind: 'ping' });
  }

  function hear(message: HostMessage): void {
    host ??= message.host;
    if (message.host !== host) return;
    heard = true;
    unanswered = 0;
    switch (message.kind) {
      case 'state':
        enter(message.state);
        break;
      case 'next':
        sinks.get(message.id)?.next(message.event);
        break;
      case 'error':
        take(message.id)?.error(message.reason, message.details);
        break;
      case 'complete':
        take(message.id)?.complete();
        break;
      case 'signedOut':
        options.onSignedOut();
        break;
    }
  }

  function take(id: number): StreamSink<unknown> | undefined {
    const sink = sinks.get(id);
    sinks.delete(id);
    return sink;
  }

  function enter(next: SharedState): void {
    state = next;
    retryTimer?.cancel();
    if (next.kind === 'waiting') {
      // The host may be a tab in the background, whose timers are slow: it is reminded.
      retryTimer = time.after(next.retryInMs, () => say({ kind: 'reconnect' }));
      options.onState({ kind: 'waiting', retryAt: time.monotonic() + next.retryInMs });
    } else options.onState(next);
    if (next.kind === 'connected') for (const stream of [...streams]) stream.resume();
  }

  function loseAll(): void {
    const lost = [...sinks.values()];
    sinks.clear();
    for (const sink of lost) sink.error('lost');
  }

  return {
    attach(stream) {
      streams.add(stream);
      if (state.kind === 'connected') stream.resume();
      return () => streams.delete(stream);
    },
    subscribe<E>(request: SubscriptionRequest, sink: StreamSink<E>) {
      if (disposed || state.kind !== 'connected') {
        sink.error('lost');
        return () => undefined;
      }
      const id = ++ids;
      // The host hands on what the server answered to this very request.
      sinks.set(id, sink as StreamSink<unknown>);
      say({ kind: 'subscribe', id, request });
      return () => {
        if (sinks.delete(id)) say({ kind: 'unsubscribe', id });
      };
    },
    reconnectNow: () => say({ kind: 'reconnect' }),
    // Its owner notices by itself.
    drop: () => undefined,
    dispose() {
      say({ kind: 'bye' });
      disposed = true;
      pingTimer.cancel();
      retryTimer?.cancel();
      streams.clear();
      loseAll();
      hall.close();
      channel.close();
      die?.();
    },
  };
}
