import { type ErrorCode, isRetryable } from '../../shared/api/error-code.ts';
import { type OutboxItem, revisionOf } from './outbox-item.ts';
import type { OutboxStore } from './outbox-store.ts';
import { placeId } from './place.ts';

export interface DispatcherOptions<M> {
  store: OutboxStore;
  /** Delivers one message; resolves with what the server made of it. */
  send(item: OutboxItem): Promise<M>;
  /** What of an item is still to be sent: its author may have changed it meanwhile. Null for nothing. */
  restOf(message: M, item: OutboxItem): OutboxItem | null;
  /** The code of what `send` rejected with, and the input that the server named. */
  reasonOf(error: unknown): { error: ErrorCode; field?: string | undefined };
  /** The store holds something else than before. */
  onChanged(): void;
  onSent(message: M, item: OutboxItem): void;
  retryDelay(attempt: number): number;
  /** Runs a function later; returns how to prevent that. */
  setTimer(run: () => void, delayMs: number): () => void;
}

export interface Dispatcher {
  /** Looks for messages that wait to be sent. */
  wake(): Promise<void>;
  /** The server can be reached again: does not wait any longer. */
  flush(): Promise<void>;
  /** Starts nothing more. */
  stop(): void;
}

interface Queue {
  busy: boolean;
  /** Somebody asked for it while it was busy. */
  again: boolean;
  attempt: number;
  cancelTimer: (() => void) | null;
}

/**
 * Sends what the store holds, in each place one after another: nothing overtakes a message that waits. What may succeed later (no network, a
 * busy server) is retried with growing waits for as long as it takes. Anything else fails at once and waits for the user to change, retry or
 * discard it; what was written after it goes on. Where the session is over messages stay as they are, until the user is back.
 *
 * It keeps nothing of its own: another tab may go on where it was interrupted. The worst that follows is a message that is sent twice
 * with one key, which the server stores once.
 */
export function createDispatcher<M>(options: DispatcherOptions<M>): Dispatcher {
  const { store } = options;
  const queues = new Map<string, Queue>();
  let stopped = false;

  function queueOf(id: string): Queue {
    const queue = queues.get(id) ?? { busy: false, again: false, attempt: 0, cancelTimer: null };
    queues.set(id, queue);
    return queue;
  }

  async function pump(id: string): Promise<void> {
    const queue = queueOf(id);
    queue.again = true;
    if (queue.busy) return;
    queue.busy = true;
    try {
      while (queue.again && !stopped) {
        queue.again = false;
        while (await sendHead(id, queue));
      }
    } finally {
      queue.busy = false;
    }
  }

  /** Whether to go on with the next one. */
  async function sendHead(id: string, queue: Queue): Promise<boolean> {
    const head = (await store.all()).find(({ place, status }) => status === 'pending' && placeId(place) === id);
    if (stopped || queue.cancelTimer || !head) return false;
    try {
      const message = await options.send(head);
      queue.attempt = 0;
      options.onSent(message, head);
      await store.change(head.key, (item) => options.restOf(message, item));
    } catch (error) {
      if (!(await failed(head, options.reasonOf(error), queue))) return false;
    }
    options.onChanged();
    return true;
  }

  /** Changes an item that is still to be sent. */
  const update = (key: string, change: (item: OutboxItem) => Partial<OutboxItem>) =>
    store.change(key, (item) => (item.status === 'pending' ? { ...item, ...change(item) } : item));

  /** Whether the store has changed. */
  async function failed(
    refused: OutboxItem,
    reason: ReturnType<DispatcherOptions<M>['reasonOf']>,
    queue: Queue,
  ): Promise<boolean> {
    const { error } = reason;
    const { key, place } = refused;
    const isRefused = (item: OutboxItem) => revisionOf(item) === revisionOf(refused);
    if (stopped || error === 'UNAUTHENTICATED') return false;
    queue.attempt += 1;
    if (isRetryable(error)) {
      const again = () => {
        queue.cancelTimer = null;
        void pump(placeId(place));
      };
      queue.cancelTimer = options.setTimer(again, options.retryDelay(queue.attempt - 1));
      await update(key, () => ({ error }));
    } else {
      queue.attempt = 0;
      // What was changed meanwhile is not what was refused.
      await update(key, (item) => (isRefused(item) ? { status: 'failed', ...reason } : {}));
    }
    return true;
  }

  async function wake(): Promise<void> {
    const ids = new Set((await store.all()).map(({ place }) => placeId(place)));
    for (const id of ids) void pump(id);
  }

  return {
    wake,
    async flush() {
      for (const queue of queues.values()) {
        queue.attempt = 0;
        queue.cancelTimer?.();
        queue.cancelTimer = null;
      }
      await wake();
    },
    stop() {
      stopped = true;
      for (const { cancelTimer } of queues.values()) cancelTimer?.();
    },
  };
}
