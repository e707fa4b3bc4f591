import type { OutboxStore } from '../outbox-store.ts';
import { createFallingBackStore } from './falling-back.ts';
import { createIndexedDbStore } from './indexed-db.ts';
import { addSettled } from './settled.ts';

/**
 * What the user has on the way in this browser, for all its tabs and over reloads; for this page alone where the browser keeps nothing, or stops to:
 * `onHeldByPage` tells of that.
 */
export function openOutboxStore(user: string, onHeldByPage: () => void): OutboxStore {
  const onSettled = (key: string) => addSettled(user, key);
  return createFallingBackStore({ lasting: createIndexedDbStore(user), onHeldByPage, onSettled });
}
