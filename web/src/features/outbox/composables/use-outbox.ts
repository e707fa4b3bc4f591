import { type ComputedRef, computed, type InjectionKey, inject, onScopeDispose, provide, shallowRef, watch } from 'vue';
import { codeOf } from '../../../shared/api/error-code.ts';
import { newId } from '../../../shared/new-id.ts';
import { backoffDelay } from '../../connection/backoff.ts';
import type { LiveConnection } from '../../connection/composables/use-connection.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import type { IncomingMessage } from '../../timeline/timeline.ts';
import { createDispatcher, type Dispatcher } from '../dispatcher.ts';
import { createOutboxView, type Outbox, type OutboxItem } from '../outbox.ts';
import { type Place, placeId } from '../place.ts';
import { openOutboxStore } from '../store/indexed-db.ts';
import { useSend } from './use-send.ts';

/** What the tabs of a user tell each other. */
type TabMessage = { kind: 'changed' } | { kind: 'sent'; message: IncomingMessage; place: Place };

export interface OutboxUse {
  place: Place;
  /** A message to this place was stored by the server, sent from any tab, while the component is there. */
  onSent(message: IncomingMessage): void;
}

interface Outboxes {
  at(place: Place): Outbox;
  items: Readonly<{ value: readonly OutboxItem[] }>;
  onSent(listener: (message: IncomingMessage, place: Place) => void): () => void;
}

const outboxesKey: InjectionKey<Outboxes> = Symbol('outboxes');

/**
 * Keeps what is on its way while the user moves between rooms, reloads the page or is offline. All tabs show it; the one that leads
 * sends it.
 */
export function provideOutboxes(connection: LiveConnection): void {
  const items = shallowRef<readonly OutboxItem[]>([]);
  const listeners = new Set<(message: IncomingMessage, place: Place) => void>();
  const user = useViewer().value.id;
  const send = useSend();
  const store = openOutboxStore(user);
  const tabs = new BroadcastChannel(`confab.${user}.outbox`);
  let dispatcher: Dispatcher | null = null;
  let disposed = false;

  const view = createOutboxView({
    store,
    newKey: newId,
    now: () => new Date().toISOString(),
    onItems(next) {
      items.value = next;
    },
    onChanged: changed,
  });

  function changed(): void {
    tell({ kind: 'changed' });
    void dispatcher?.wake();
  }

  function tell(message: TabMessage): void {
    if (!disposed) tabs.postMessage(message);
  }

  function sent(message: IncomingMessage, place: Place): void {
    for (const listener of [...listeners]) listener(message, place);
  }

  tabs.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === 'sent') {
      sent(data.message, data.place);
      return;
    }
    void view.reload();
    void dispatcher?.wake();
  };

  function lead(): void {
    dispatcher ??= createDispatcher<IncomingMessage>({
      store,
      send,
      codeOf,
      onChanged() {
        void view.reload();
        tell({ kind: 'changed' });
      },
      onSent(message, place) {
        // The server is there again, whatever the socket was waiting for.
        connection.reconnectNow();
        sent(message, place);
        tell({ kind: 'sent', message, place });
      },
      retryDelay: (attempt) => backoffDelay(attempt, Math.random()),
      setTimer(run, delayMs) {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
    });
    void dispatcher.wake();
  }

  function follow(): void {
    dispatcher?.stop();
    dispatcher = null;
  }

  async function takePart(): Promise<void> {
    const shared = await store.shared();
    if (disposed) return;
    if (connection.leads.value || !shared) lead();
    else follow();
  }

  void view.reload();
  watch(connection.leads, takePart, { immediate: true });
  watch(connection.state, ({ kind }) => kind === 'connected' && void dispatcher?.flush());
  onScopeDispose(() => {
    disposed = true;
    follow();
    tabs.close();
  });
  provide(outboxesKey, {
    at: view.at,
    items,
    onSent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
}

/** The messages on their way to one place. */
export function useOutbox({ place, onSent }: OutboxUse): {
  outbox: Outbox;
  items: ComputedRef<readonly OutboxItem[]>;
} {
  const outboxes = inject(outboxesKey);
  if (!outboxes) throw new Error('no outboxes were provided');
  const here = placeId(place);
  onScopeDispose(outboxes.onSent((message, at) => placeId(at) === here && onSent(message)));
  return {
    outbox: outboxes.at(place),
    items: computed(() => outboxes.items.value.filter((item) => placeId(item.place) === here)),
  };
}
