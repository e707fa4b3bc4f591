import type { OutboxItem } from '../outbox-item.ts';
import type { OutboxStore } from '../outbox-store.ts';

/** For browsers that keep nothing, as some do in private windows: what is on its way lives as long as the page. */
export function createMemoryStore(first: readonly OutboxItem[] = []): OutboxStore {
  let items = first;
  return {
    shared: async () => false,
    all: async () => items,
    async add(item) {
      items = [...items, item];
    },
    async change(key, next) {
      const found = items.find((item) => item.key === key);
      if (!found) return false;
      const changed = next(found);
      items = items.flatMap((item) => (item !== found ? [item] : changed ? [changed] : []));
      return true;
    },
  };
}
