import { type DocumentNode, print } from 'graphql';
import { type InjectionKey, inject, onScopeDispose, provide, type ShallowRef, shallowRef } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { useSession } from '../../session/composables/use-session.ts';
import { backoffDelay } from '../backoff.ts';
import { type ConnectionState, createConnection } from '../connection.ts';
import { createResumableStream, type StreamEnd } from '../resumable-stream.ts';

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
  reconnectNow(): void;
  /** Follows a subscription over every reconnect until the returned function is called. */
  openStream<E extends LiveEvent>(options: LiveStreamOptions<E>): () => void;
}

const connectionKey: InjectionKey<LiveConnection> = Symbol('connection');

/** Gives the components below the one socket of the signed-in user; it lives as long as the calling component. */
export function provideConnection(): LiveConnection {
  const session = useSession();
  const { cache } = useApollo();
  const state = shallowRef<ConnectionState>({ kind: 'idle' });
  const connection = createConnection({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    accessToken: session.accessToken,
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
      onEvent,
      onEnd(end) {
        detach();
        onEnd?.(end);
      },
      retryDelay: (attempt) => backoffDelay(attempt, Math.random()),
      setTimer(run, delayMs) {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
    });
    const detach = connection.attach(stream);
    return () => {
      detach();
      stream.close();
    };
  }

  const live: LiveConnection = { state, reconnectNow: connection.reconnectNow, openStream };
  const whenVisible = () => document.visibilityState === 'visible' && connection.reconnectNow();
  window.addEventListener('online', connection.reconnectNow);
  window.addEventListener('offline', connection.drop);
  document.addEventListener('visibilitychange', whenVisible);
  onScopeDispose(() => {
    window.removeEventListener('online', connection.reconnectNow);
    window.removeEventListener('offline', connection.drop);
    document.removeEventListener('visibilitychange', whenVisible);
    connection.dispose();
  });
  provide(connectionKey, live);
  return live;
}

/** The socket of the signed-in user. */
export function useConnection(): LiveConnection {
  const connection = inject(connectionKey);
  if (!connection) throw new Error('no connection was provided');
  return connection;
}
