import { type DocumentNode, print } from 'graphql';
import { type InjectionKey, inject, onScopeDispose, provide, type ShallowRef, shallowRef } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { hearOf } from '../../../shared/api/hear-of.ts';
import { backoffDelay } from '../../../shared/backoff.ts';
import { hasChannels } from '../../../shared/browser/channel.ts';
import { browserLocks } from '../../../shared/browser/locks.ts';
import { random, time } from '../../../shared/browser/time.ts';
import { useSession, useViewer } from '../../session/composables/use-session.ts';
import type { ConnectionState } from '../connection.ts';
import { createResumableStream, type StreamEnd } from '../resumable-stream.ts';
import { createSharedConnection, type SharedConnection } from '../tabs/shared-connection.ts';

export interface LiveStreamOptions<E> {
  /** A subscription with one root field; `after` is added to its variables where its events carry a cursor. */
  document: DocumentNode;
  variables?: Record<string, unknown>;
  onEvent(event: E): void;
  onEnd?(end: StreamEnd): void;
  /** A subscription starts: without cursors, the moment to load what it does not repeat. */
  onOpen?(): void;
}

/** What every event of a subscription has; those of the list of rooms have no cursor. */
export interface LiveEvent {
  __typename: string;
  cursor?: string;
}

export interface LiveConnection {
  readonly state: Readonly<ShallowRef<ConnectionState>>;
  /** This tab acts for all tabs of the user in this browser. */
  readonly leads: Readonly<ShallowRef<boolean>>;
  reconnectNow(): void;
  /** Follows a subscription over every reconnect until the returned function is called. */
  openStream<E extends LiveEvent>(options: LiveStreamOptions<E>): () => void;
}

const connectionKey: InjectionKey<LiveConnection> = Symbol('connection');

/** Gives the components below the one socket of the signed-in user in this browser; this tab's part in it lives as long as the calling component. */
export function provideConnection(): LiveConnection {
  const session = useSession();
  const { cache } = useApollo();
  const state = shallowRef<ConnectionState>({ kind: 'idle' });
  const leads = shallowRef(false);
  const connection = createSharedConnection({
    user: useViewer().value.id,
    locks: hasChannels() ? browserLocks() : undefined,
    isVisible: () => document.visibilityState === 'visible',
    onLeads(next) {
      leads.value = next;
    },
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    accessToken: session.accessToken,
    tokenGoodForMs: session.tokenGoodForMs,
    onSignedOut: session.end,
    onState: (next) => {
      state.value = next;
    },
  });

  function openStream<E extends LiveEvent>({ document, variables, onEvent, onEnd, onOpen }: LiveStreamOptions<E>) {
    // The cache tells objects apart by `__typename`, which requests over HTTP get added by the Apollo client.
    const query = print(cache.transformDocument(document));
    const stream = createResumableStream<E>({
      open(after, sink) {
        onOpen?.();
        return connection.subscribe(
          { query, variables: after === null ? { ...variables } : { ...variables, after } },
          sink,
        );
      },
      cursorOf: (event) => event.cursor ?? null,
      isReset: ({ __typename }) => __typename === 'RoomReset' || __typename === 'InboxReset',
      isLast: ({ __typename }) => __typename === 'RoomClosed',
      onEvent(event) {
        hearOf(event);
        onEvent(event);
      },
      onEnd(end) {
        detach();
        onEnd?.(end);
      },
      retryDelay: (attempt) => backoffDelay(attempt, random()),
      setTimer(run, delayMs) {
        const timer = time.after(delayMs, run);
        return () => timer.cancel();
      },
    });
    const detach = connection.attach(stream);
    return () => {
      detach();
      stream.close();
    };
  }

  const live: LiveConnection = { state, leads, reconnectNow: connection.reconnectNow, openStream };
  onScopeDispose(followPage(connection));
  onScopeDispose(connection.dispose);
  provide(connectionKey, live);
  return live;
}

/** Lets the connection know of what happens to the network and to this page. Returns how to stop that. */
function followPage({ reconnectNow, drop, suspend, awaken }: SharedConnection): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener('online', reconnectNow, { signal });
  window.addEventListener('offline', drop, { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && reconnectNow(), {
    signal,
  });
  window.addEventListener('pagehide', suspend, { signal });
  window.addEventListener('pageshow', awaken, { signal });
  document.addEventListener('freeze', suspend, { signal });
  document.addEventListener('resume', awaken, { signal });
  return () => listening.abort();
}

/** The socket of the signed-in user. */
export function useConnection(): LiveConnection {
  const connection = inject(connectionKey);
  if (!connection) throw new Error('no connection was provided');
  return connection;
}
