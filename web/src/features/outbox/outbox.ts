import { type ErrorCode, isRetryable } from '../../shared/api/error-code.ts';

/** A message of the user on its way. The key stays the same over all attempts, so the server stores it once. */
export interface OutboxItem {
  key: string;
  text: string;
  /** The id of the message that it answers. */
  replyTo: string | null;
  queuedAt: string;
  status: 'pending' | 'failed';
  /** Why the last attempt failed. */
  error: ErrorCode | null;
}

export interface OutboxOptions<M> {
  /** Delivers one message; resolves with what the server made of it. */
  send(item: OutboxItem): Promise<M>;
  /** The code of what `send` rejected with. */
  codeOf(error: unknown): ErrorCode;
  newKey(): string;
  now(): string;
  onChange(items: readonly OutboxItem[]): void;
  onSent(message: M, item: OutboxItem): void;
  retryDelay(attempt: number): number;
  /** Runs a function later; returns how to prevent that. */
  setTimer(run: () => void, delayMs: number): () => void;
}

export interface Outbox {
  post(text: string, replyTo?: string | null): void;
  /** Sends a failed message again. */
  retry(key: string): void;
  /** Drops a message that is not being sent right now. */
  discard(key: string): void;
  /** The server can be reached again: does not wait any longer, and retries what failed for want of it. */
  flush(): void;
  /** Sends nothing more. */
  dispose(): void;
}

/** Attempts before a message that can't be delivered is shown as failed: after some ten seconds. */
export const MAX_ATTEMPTS = 8;

/**
 * The messages of one conversation on their way, sent one after another: nothing overtakes a message before it, a failed one
 * included. What may succeed later (no network, a busy server) is retried with growing waits; anything else fails at once and waits
 * for the user to retry or discard it.
 */
export function createOutbox<M>(options: OutboxOptions<M>): Outbox {
  let items: readonly OutboxItem[] = [];
  let attempt = 0;
  let sending: string | null = null;
  let disposed = false;
  let cancelTimer: (() => void) | null = null;

  function set(next: readonly OutboxItem[]): void {
    items = next;
    options.onChange(items);
  }

  function update(key: string, change: Partial<OutboxItem>): void {
    set(items.map((item) => (item.key === key ? { ...item, ...change } : item)));
  }

  async function pump(): Promise<void> {
    cancelTimer?.();
    cancelTimer = null;
    const head = items[0];
    if (disposed || sending !== null || head?.status !== 'pending') return;
    sending = head.key;
    try {
      const message = await options.send(head);
      sending = null;
      attempt = 0;
      if (disposed) return;
      options.onSent(message, head);
      set(items.filter(({ key }) => key !== head.key));
      void pump();
    } catch (error) {
      sending = null;
      if (!disposed) failed(head.key, options.codeOf(error));
    }
  }

  function failed(key: string, error: ErrorCode): void {
    attempt += 1;
    if (isRetryable(error) && attempt < MAX_ATTEMPTS) {
      update(key, { error });
      cancelTimer = options.setTimer(pump, options.retryDelay(attempt - 1));
    } else {
      attempt = 0;
      update(key, { status: 'failed', error });
    }
  }

  function retry(key: string): void {
    if (!items.some((item) => item.key === key && item.status === 'failed')) return;
    attempt = 0;
    update(key, { status: 'pending', error: null });
    void pump();
  }

  return {
    post(text, replyTo = null) {
      const key = options.newKey();
      const item: OutboxItem = { key, text, replyTo, queuedAt: options.now(), status: 'pending', error: null };
      set([...items, item]);
      if (items.length === 1) void pump();
    },
    retry,
    discard(key) {
      if (sending === key) return;
      const wasHead = items[0]?.key === key;
      set(items.filter((item) => item.key !== key));
      if (wasHead) attempt = 0;
      if (wasHead) void pump();
    },
    flush() {
      attempt = 0;
      const head = items[0];
      if (head?.status === 'failed' && head.error && isRetryable(head.error)) retry(head.key);
      else if (cancelTimer) void pump();
    },
    dispose() {
      disposed = true;
      cancelTimer?.();
    },
  };
}
