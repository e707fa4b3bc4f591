/** The part of `localStorage` that is used here. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export interface Drafts {
  /** What was typed and not sent; empty if nothing was. */
  read(place: string): string;
  write(place: string, text: string): void;
}

const prefixOf = (user: string) => `confab.draft.${user}.`;

/**
 * What a user typed and did not send, by place, over reloads. A browser that keeps nothing, or has no room left, loses a draft with
 * the page and nothing else.
 */
export function createDrafts(user: string, storage: DraftStorage = localStorage): Drafts {
  const keyOf = (place: string) => prefixOf(user) + place;
  return {
    read: (place) => storage.getItem(keyOf(place)) ?? '',
    write(place, text) {
      try {
        if (text === '') storage.removeItem(keyOf(place));
        else storage.setItem(keyOf(place), text);
      } catch {
        // The input still holds it.
      }
    },
  };
}

/** Removes every draft of the user from this browser. */
export function forgetDrafts(user: string, storage: DraftStorage = localStorage): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) if (key?.startsWith(prefixOf(user))) storage.removeItem(key);
}
