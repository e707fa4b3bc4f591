import type { OutboxItem } from '../outbox-item.ts';
import type { OutboxStore } from './port.ts';

/** For browsers that keep nothing, as some do in private windows: what is on its way lives as long as the page. */
export function createMemoryStore(): OutboxStore {
  let items: readonly OutboxItem[] = [];
  return {
    shared: async () => false,
    all: async () => items,
    async add(item) {
      items = [...items, item];
    },
    async update(key, from, change) {
      items = items.map((item) => (item.key === key && item.status === from ? { ...item, ...change } : item));
    },
    async remove(key, from) {
      items = items.filter((item) => item.key !== key || (from !== undefined && item.status !== from));
    },
  };
}
