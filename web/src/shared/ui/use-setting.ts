import { type ShallowRef, shallowRef } from 'vue';

export interface Setting<Value> {
  readonly value: Readonly<ShallowRef<Value>>;
  set(value: Value): void;
}

interface Entry {
  value: ShallowRef<unknown>;
  parse(stored: string | null): unknown;
}

/** By key. There are a few for each account that signs in. */
const entries = new Map<string, Entry>();

function follow({ key, newValue }: StorageEvent): void {
  const entry = key === null ? undefined : entries.get(key);
  if (entry) entry.value.value = entry.parse(newValue);
}

/**
 * A choice of the viewer that this browser keeps, the same for all components and in all tabs. `parse` makes a value of whatever is found, or of
 * nothing. Where the browser keeps nothing (its storage is full or closed), the value holds until the page is closed.
 */
export function useSetting<Value>(key: string, parse: (stored: string | null) => Value): Setting<Value> {
  if (entries.size === 0) window.addEventListener('storage', follow);
  let entry = entries.get(key);
  if (!entry) {
    entry = { value: shallowRef(parse(localStorage.getItem(key))), parse };
    entries.set(key, entry);
  }
  const { value } = entry;
  return {
    value: value as ShallowRef<Value>,
    set(next) {
      value.value = next;
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // It is a convenience: nothing is said.
      }
    },
  };
}
