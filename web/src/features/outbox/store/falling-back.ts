import type { OutboxItem } from '../outbox-item.ts';
import { isDuplicate, type OutboxStore } from '../outbox-store.ts';
import { createMemoryStore } from './memory.ts';

export interface FallingBackOptions {
  /** Rejects where the browser refuses it, or does not answer. */
  lasting: OutboxStore;
  /** From now on what is on its way is held by this page alone. Called once. */
  onHeldByPage(): void;
  /** A message was sent or dropped that the lasting store may still have. */
  onSettled(key: string): void;
}

/**
 * The lasting store, and the memory of the page from its first failure on, with all that was known of it: what was written is sent. The lasting
 * store is asked no more then, and no late answer of it counts.
 */
export function createFallingBackStore({ lasting, onHeldByPage, onSettled }: FallingBackOptions): OutboxStore {
  /** What the lasting store holds, as far as this page knows. */
  let known: readonly OutboxItem[] = [];
  let memory: OutboxStore | null = null;
  /** What it was asked to hold: it may do so whatever it answered. */
  const uncertain = new Set<string>();

  function fallBack(): OutboxStore {
    if (memory) return memory;
    memory = createMemoryStore(known);
    onHeldByPage();
    return memory;
  }

  /** Resolves with null where the memory is to be asked. */
  async function ask<T>(work: () => Promise<T>): Promise<{ result: T } | null> {
    if (memory) return null;
    try {
      const result = await work();
      // Where another request has failed meanwhile, the memory goes on from what was known then.
      return memory ? null : { result };
    } catch (error) {
      if (isDuplicate(error)) throw error;
      return null;
    }
  }

  return {
    shared: async () => !memory && lasting.shared(),
    async all() {
      const asked = await ask(() => lasting.all());
      if (!asked) return fallBack().all();
      known = asked.result;
      for (const { key } of known) uncertain.add(key);
      return known;
    },
    async add(item) {
      if (!memory) uncertain.add(item.key);
      if (await ask(() => lasting.add(item))) known = [...known, item];
      else await fallBack().add(item);
    },
    async change(key, next) {
      /** What was made of it: a message that gets another key gets it once. */
      let made: OutboxItem | null | undefined;
      const make = (item: OutboxItem): OutboxItem | null => {
        made = next(item);
        return made;
      };
      const asked = await ask(() => lasting.change(key, make));
      const tried = made;
      if (tried) uncertain.add(tried.key);
      if (asked) {
        if (tried !== undefined && tried?.key !== key) uncertain.delete(key);
        known = known.flatMap((item) => (item.key !== key || tried === undefined ? [item] : (tried ?? [])));
        return asked.result;
      }
      const isThere = await fallBack().change(key, tried === undefined ? make : () => tried);
      if (isThere && uncertain.has(key) && made?.key !== key) onSettled(key);
      return isThere;
    },
  };
}
