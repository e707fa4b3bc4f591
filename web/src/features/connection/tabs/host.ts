import { type Channel, openChannel } from '../../../shared/browser/channel.ts';
import type { Locks } from '../../../shared/browser/locks.ts';
import { time } from '../../../shared/browser/time.ts';
import { newId } from '../../../shared/new-id.ts';
import type { Connection, ConnectionState } from '../connection.ts';
import { watchLife } from './leadership.ts';
import { type GuestMessage, type HostMessage, type HostNotice, namesOf, type SharedState } from './messages.ts';

export interface HostOptions {
  user: string;
  locks: Locks;
  connection: Connection;
}

export interface Host {
  /** Tells the guests how the socket is doing. */
  tell(state: ConnectionState): void;
  /** Tells the guests that the session is over. */
  signedOut(): void;
  /** Serves nobody any more. */
  close(): void;
}

interface Guest {
  channel: Channel<HostMessage>;
  /** How to stop each of its subscriptions. */
  subscriptions: Map<number, () => void>;
  leave(): void;
}

type Said<M> = M extends unknown ? Omit<M, 'host'> : never;

/**
 * Lends the connection of this tab to the others of the same user: each subscription of a guest is one on the shared socket, under the
 * guest's own cursor. What a guest holds ends with it, also when it was closed without a word, so that nobody seems to be in a room
 * that no tab shows.
 */
export function createHost({ user, locks, connection }: HostOptions): Host {
  const names = namesOf(user);
  const host = newId();
  const guests = new Map<string, Guest>();
  const hall = openChannel<GuestMessage | HostNotice>(names.hall, (message) => {
    if (message.kind !== 'host') hear(message);
  });
  let state: SharedState = { kind: 'idle' };

  hall.post({ kind: 'host', host });

  function say(guest: Guest, message: Said<HostMessage>): void {
    guest.channel.post({ ...message, host });
  }

  function hear(message: GuestMessage): void {
    const guest = guests.get(message.guest);
    if (message.kind === 'hello') {
      guest?.leave();
      welcome(message.guest);
      return;
    }
    if (!guest) return;
    switch (message.kind) {
      case 'subscribe':
        subscribe(guest, message);
        break;
      case 'unsubscribe':
        guest.subscriptions.get(message.id)?.();
        guest.subscriptions.delete(message.id);
        break;
      case 'reconnect':
        connection.reconnectNow();
        break;
      case 'ping':
        say(guest, { kind: 'pong' });
        break;
      case 'bye':
        guest.leave();
        break;
    }
  }

  function welcome(id: string): void {
    const subscriptions: Guest['subscriptions'] = new Map();
    const channel = openChannel<HostMessage>(names.guest(id), () => undefined);
    const unwatch = watchLife(locks, names.guest(id), leave);
    const guest: Guest = { channel, subscriptions, leave };
    guests.set(id, guest);
    say(guest, { kind: 'state', state });
    function leave(): void {
      if (!guests.delete(id)) return;
      unwatch();
      for (const stop of subscriptions.values()) stop();
      channel.close();
    }
  }

  function subscribe(guest: Guest, { id, request }: Extract<GuestMessage, { kind: 'subscribe' }>): void {
    const { subscriptions } = guest;
    let over = false;
    const end = (message: Said<HostMessage>) => {
      over = true;
      subscriptions.delete(id);
      say(guest, message);
    };
    const stop = connection.subscribe(request, {
      next: (event: unknown) => say(guest, { kind: 'next', id, event }),
      error: (reason, details = {}) => end({ kind: 'error', id, reason, details }),
      complete: () => end({ kind: 'complete', id }),
    });
    if (!over) subscriptions.set(id, stop);
  }

  return {
    tell(next) {
      state =
        next.kind === 'waiting'
          ? { kind: 'waiting', retryInMs: Math.max(0, next.retryAt - time.monotonic()) }
          : { kind: next.kind };
      for (const guest of guests.values()) say(guest, { kind: 'state', state });
    },
    signedOut() {
      for (const guest of guests.values()) say(guest, { kind: 'signedOut' });
    },
    close() {
      for (const guest of [...guests.values()]) guest.leave();
      hall.close();
    },
  };
}
