import { type ShallowRef, shallowRef } from 'vue';
import { localTexts } from '../browser/local-texts.ts';

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

function follow(key: string | null): void {
  const entry = key === null ? undefined : entries.get(key);
  if (key !== null && entry) entry.value.value = entry.parse(localTexts.get(key));
}

/**
 * A choice of the viewer that this browser keeps, the same for all components and in all tabs. `parse` makes a value of whatever is found, or of
 * nothing. Where the browser keeps nothing (its storage is full or closed), the value holds until the page is closed.
 */
export function useSetting<Value>(key: string, parse: (stored: string | null) => Value): Setting<Value> {
  if (entries.size === 0) localTexts.onChange(follow);
  let entry = entries.get(key);
  if (!entry) {
    entry = { value: shallowRef(parse(localTexts.get(key))), parse };
    entries.set(key, entry);
  }
  const { value } = entry;
  return {
    value: value as ShallowRef<Value>,
    set(next) {
      value.value = next;
      // It is a convenience: nothing is said where it is not kept.
      localTexts.set(key, JSON.stringify(next));
    },
  };
}
