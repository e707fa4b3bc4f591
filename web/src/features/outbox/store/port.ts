import type { OutboxItem } from '../outbox-item.ts';

/**
 * The messages of one user that are on their way, in the order in which they were added. Each function is atomic: of two tabs that
 * change the same message one comes first, and the other sees what it did.
 */
export interface OutboxStore {
  /** Whether the other tabs of this browser see the same messages. */
  shared(): Promise<boolean>;
  all(): Promise<readonly OutboxItem[]>;
  /** Rejects if there is no room for it. */
  add(item: OutboxItem): Promise<void>;
  /** Does nothing where the message is gone or has another status. */
  update(key: string, from: OutboxItem['status'], change: Partial<OutboxItem>): Promise<void>;
  /** Does nothing where the message is gone or, if a status is given, has another one. */
  remove(key: string, from?: OutboxItem['status']): Promise<void>;
}
