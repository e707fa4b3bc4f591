import { type ComputedRef, computed, type InjectionKey, inject, onScopeDispose, provide, shallowRef, watch } from 'vue';
import { codeOf } from '../../../shared/api/error-code.ts';
import { detailsOf } from '../../../shared/api/error-details.ts';
import { backoffDelay } from '../../../shared/backoff.ts';
import { openChannel } from '../../../shared/browser/channel.ts';
import { heldByPageAlone } from '../../../shared/browser/keeping.ts';
import { random, time } from '../../../shared/browser/time.ts';
import { newId } from '../../../shared/new-id.ts';
import type { LiveConnection } from '../../connection/composables/use-connection.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { type Revised, withRevised } from '../../timeline/state/revisions.ts';
import { type IncomingMessage, type Whisper, withItem, withMessages } from '../../timeline/state/timeline.ts';
import type { TimelineUse } from '../../timeline/state/use-timeline.ts';
import { type Delivered, restOf } from '../deliver.ts';
import { createDispatcher, type Dispatcher } from '../dispatcher.ts';
import { createOutboxView, type Outbox, type OutboxItem } from '../outbox.ts';
import { type Place, placeId } from '../place.ts';
import { openOutboxStore } from '../store/open.ts';
import { createWrittenAhead } from '../written-ahead.ts';
import { whenBack } from './when-back.ts';

/** What the server made of a message on its way, or of what was changed of one. */
export type Outcome = Delivered<IncomingMessage, Revised>;

/** What the tabs of a user tell each other. */
type TabMessage = { kind: 'changed' } | { kind: 'sent'; delivered: Outcome; item: OutboxItem };

export interface OutboxUse {
  place: Place;
  /** Shows in the timeline of the place what the server has stored, sent from any tab, while the component is there. */
  change: TimelineUse['change'];
}

type SentListener = (delivered: Outcome, item: OutboxItem) => void;

interface Outboxes {
  at(place: Place): Outbox;
  items: Readonly<{ value: readonly OutboxItem[] }>;
  onSent(listener: SentListener): () => void;
}

const outboxesKey: InjectionKey<Outboxes> = Symbol('outboxes');

/**
 * Keeps what is on its way while the user moves between rooms, reloads the page or is offline. All tabs show it; the one that leads
 * sends it, with `send`, which rejects when the server did not store it or did not answer.
 */
export function provideOutboxes(connection: LiveConnection, send: (item: OutboxItem) => Promise<Outcome>): void {
  const items = shallowRef<readonly OutboxItem[]>([]);
  const listeners = new Set<SentListener>();
  const user = useViewer().value.id;
  const store = openOutboxStore(user, () => {
    heldByPageAlone();
    void takePart();
    void view.reload();
  });
  const tabs = openChannel<TabMessage>(`confab.${user}.outbox`, hear);
  let dispatcher: Dispatcher | null = null;
  let disposed = false;

  const view = createOutboxView({
    store,
    ahead: createWrittenAhead({ user, page: newId() }),
    newKey: newId,
    now: () => new Date(time.now()).toISOString(),
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
    if (!disposed) tabs.post(message);
  }

  function sent(delivered: Outcome, item: OutboxItem): void {
    for (const listener of [...listeners]) listener(delivered, item);
  }

  function hear(message: TabMessage): void {
    if (message.kind === 'sent') {
      sent(message.delivered, message.item);
      return;
    }
    void view.reload();
    void dispatcher?.wake();
  }

  function lead(): void {
    dispatcher ??= createDispatcher<Outcome>({
      store,
      send,
      restOf,
      reasonOf: (error) => ({ error: codeOf(error), field: detailsOf(error).field }),
      onChanged() {
        void view.reload();
        tell({ kind: 'changed' });
      },
      onSent(delivered, item) {
        // The server is there again, whatever the socket was waiting for.
        connection.reconnectNow();
        sent(delivered, item);
        tell({ kind: 'sent', delivered, item });
      },
      retryDelay: (attempt) => backoffDelay(attempt, random()),
      setTimer(run, delayMs) {
        const timer = time.after(delayMs, run);
        return () => timer.cancel();
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
  const stopLooking = whenBack(() => void dispatcher?.flush());
  onScopeDispose(() => {
    disposed = true;
    stopLooking();
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

function useOutboxes(): Outboxes {
  const outboxes = inject(outboxesKey);
  if (!outboxes) throw new Error('no outboxes were provided');
  return outboxes;
}

/** Everything that is on its way, to whatever place. */
export function useOutboxItems(): Outboxes['items'] {
  return useOutboxes().items;
}

/** The messages on their way to one place, and the private ones that were written there. */
export function useOutbox({ place, change }: OutboxUse): {
  outbox: Outbox;
  items: ComputedRef<readonly OutboxItem[]>;
} {
  const outboxes = useOutboxes();
  const here = placeId(place);
  const isHere = (other: Place | null | undefined): boolean => other != null && placeId(other) === here;

  onScopeDispose(
    outboxes.onSent((delivered, item) => {
      if (isHere(item.place)) {
        change((current) =>
          'message' in delivered ? withMessages(current, [delivered.message]) : withRevised(current, delivered.revised),
        );
      } else if (isHere(item.writtenIn) && 'message' in delivered) {
        const whisper = whisperOf(delivered.message, item);
        change((current) => withItem(current, whisper));
      }
    }),
  );
  return {
    outbox: outboxes.at(place),
    items: computed(() => outboxes.items.value.filter((item) => isHere(item.place) || isHere(item.writtenIn))),
  };
}

function whisperOf({ sentAt }: IncomingMessage, { key, place, text }: OutboxItem): Whisper {
  return {
    kind: 'whisper',
    key: `whisper ${key}`,
    at: sentAt,
    to: place.kind === 'direct' ? place.username : '',
    text,
  };
}
