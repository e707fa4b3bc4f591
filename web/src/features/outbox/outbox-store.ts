import type { OutboxItem } from './outbox-item.ts';

/**
 * The messages of one user that are on their way, in the order in which they were added. Each function is atomic: of two tabs that
 * change the same message one comes first, and the other sees what it did.
 */
export interface OutboxStore {
  /** Whether the other tabs of this browser see the same messages. */
  shared(): Promise<boolean>;
  all(): Promise<readonly OutboxItem[]>;
  /** Rejects if there is no room for it; with a `ConstraintError` if it is there already. */
  add(item: OutboxItem): Promise<void>;
  /** Puts what `next` makes of a message in its place, or removes it where that is null. Resolves with whether the message was there. */
  change(key: string, next: (item: OutboxItem) => OutboxItem | null): Promise<boolean>;
}

/** Why a store did not add a message: it is there already, so the store is as good as it was. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'ConstraintError';
}
