import type { Locks } from '../../../shared/browser/locks.ts';
import { type Connection, type ConnectionOptions, createConnection, type Resumable } from '../connection.ts';
import { createBorrowedConnection } from './borrowed-connection.ts';
import { createHost, type Host } from './host.ts';
import { type Leadership, standForElection } from './leadership.ts';
import { namesOf } from './messages.ts';

export interface SharedConnectionOptions extends ConnectionOptions {
  /** Tabs share a socket if their user is the same. */
  user: string;
  /** Undefined where the browser has none for this page, or no channels: there each tab has a socket of its own. */
  locks: Locks | undefined;
  isVisible(): boolean;
  /** Whether this tab is the one that acts for all: it has the socket. */
  onLeads(leads: boolean): void;
}

export interface SharedConnection extends Connection {
  /** The page is about to be frozen or put aside: lets go of everything, so that another tab can go on at once. */
  suspend(): void;
  /** The page is back. */
  awaken(): void;
}

/**
 * One socket for all tabs of a user in this browser. The tab that was elected has it and lends it to the others; when that one goes,
 * the next is elected, and every stream resumes after its own cursor.
 */
export function createSharedConnection(options: SharedConnectionOptions): SharedConnection {
  const { user } = options;
  let { locks } = options;
  /** Another tab took over from this one, because it heard nothing of it. */
  let deposed = false;
  const streams = new Set<Resumable>();
  let current: Connection | null = null;
  let host: Host | null = null;
  let leadership: Leadership | null = null;

  const all: Resumable = {
    resume: () => [...streams].forEach((stream) => void stream.resume()),
  };

  function become(connection: Connection): void {
    current = connection;
    connection.attach(all);
  }

  function leave(): void {
    host?.close();
    host = null;
    current?.dispose();
    current = null;
  }

  function lead(): void {
    const own: Connection = createConnection({
      ...options,
      onState(state) {
        host?.tell(state);
        options.onState(state);
      },
      onSignedOut() {
        host?.signedOut();
        options.onSignedOut();
      },
    });
    leave();
    if (locks) host = createHost({ user, locks, connection: own });
    become(own);
    options.onLeads(true);
  }

  function borrow(): void {
    leave();
    options.onLeads(false);
    if (!locks) return;
    become(
      createBorrowedConnection({
        user,
        locks,
        onState: options.onState,
        onSignedOut: options.onSignedOut,
        // Neither of two tabs hears the other: they would take the office from each other for ever.
        onSilence: ({ heard }) => (deposed && !heard ? goAlone() : leadership?.takeOver()),
        onRefused: goAlone,
        isVisible: options.isVisible,
      }),
    );
  }

  /** The browser lets its tabs not work together, whatever it promised: this one has a socket of its own from now on. */
  function goAlone(): void {
    suspend();
    locks = undefined;
    awaken();
  }

  function awaken(): void {
    if (leadership) return;
    borrow();
    leadership = standForElection({
      locks,
      name: namesOf(user).office,
      onElected: lead,
      onDeposed() {
        deposed = true;
        borrow();
      },
      onRefused: goAlone,
    });
  }

  function suspend(): void {
    leave();
    options.onLeads(false);
    leadership?.resign();
    leadership = null;
  }

  awaken();
  return {
    attach(stream) {
      streams.add(stream);
      // Where there is no socket yet, it is lost at once and resumed when there is one.
      if (current) stream.resume();
      return () => streams.delete(stream);
    },
    subscribe(request, sink) {
      if (current) return current.subscribe(request, sink);
      sink.error('lost');
      return () => undefined;
    },
    reconnectNow: () => current?.reconnectNow(),
    drop: () => current?.drop(),
    suspend,
    awaken,
    dispose() {
      suspend();
      streams.clear();
    },
  };
}
