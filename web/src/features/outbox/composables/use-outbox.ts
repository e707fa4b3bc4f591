import { type InjectionKey, inject, onScopeDispose, provide, type ShallowRef, shallowRef, watch } from 'vue';
import { codeOf } from '../../../shared/api/error-code.ts';
import { newId } from '../../../shared/new-id.ts';
import { backoffDelay } from '../../connection/backoff.ts';
import type { LiveConnection } from '../../connection/composables/use-connection.ts';
import type { IncomingMessage } from '../../timeline/timeline.ts';
import { createOutbox, type Outbox, type OutboxItem } from '../outbox.ts';

interface Place {
  outbox: Outbox;
  items: ShallowRef<readonly OutboxItem[]>;
  listeners: Set<(message: IncomingMessage) => void>;
}

export interface OutboxUse {
  /** The room or conversation, by a name that no other has. */
  place: string;
  /** Posts one message. Used for as long as the session lasts, so it must not depend on the component. */
  send(item: OutboxItem): Promise<IncomingMessage>;
  /** What was sent while the component is there. */
  onSent(message: IncomingMessage): void;
}

interface Outboxes {
  places: Map<string, Place>;
  connection: LiveConnection;
}

const outboxesKey: InjectionKey<Outboxes> = Symbol('outboxes');

/** Keeps what is on its way while the user moves between rooms, and sends what waits as soon as the server is back. */
export function provideOutboxes(connection: LiveConnection): void {
  const places = new Map<string, Place>();
  watch(connection.state, ({ kind }) => {
    if (kind === 'connected') for (const { outbox } of places.values()) outbox.flush();
  });
  onScopeDispose(() => {
    for (const { outbox } of places.values()) outbox.dispose();
  });
  provide(outboxesKey, { places, connection });
}

/** The messages on their way to one place. */
export function useOutbox({ place, send, onSent }: OutboxUse): Pick<Place, 'outbox' | 'items'> {
  const outboxes = inject(outboxesKey);
  if (!outboxes) throw new Error('no outboxes were provided');
  const { places, connection } = outboxes;
  let found = places.get(place);
  if (!found) {
    found = createPlace(send, connection);
    places.set(place, found);
  }
  const { listeners } = found;
  listeners.add(onSent);
  onScopeDispose(() => listeners.delete(onSent));
  return found;
}

function createPlace(send: OutboxUse['send'], connection: LiveConnection): Place {
  const items = shallowRef<readonly OutboxItem[]>([]);
  const listeners: Place['listeners'] = new Set();
  const outbox = createOutbox<IncomingMessage>({
    send,
    codeOf,
    newKey: newId,
    now: () => new Date().toISOString(),
    onChange(next) {
      items.value = next;
    },
    onSent(message) {
      // The server is there again, whatever the socket was waiting for.
      connection.reconnectNow();
      for (const listener of [...listeners]) listener(message);
    },
    retryDelay: (attempt) => backoffDelay(attempt, Math.random()),
    setTimer(run, delayMs) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  });
  return { outbox, items, listeners };
}
