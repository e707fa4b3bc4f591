/** Short texts by their keys, as this browser keeps them for all its tabs. Nothing here throws. */
export interface TextStore {
  get(key: string): string | null;
  /** Says whether the text outlives the page. Where it does not, it is there until the page is closed. */
  set(key: string, text: string): boolean;
  remove(key: string): void;
  keys(): readonly string[];
  /** Calls back when another tab has changed a text: with its key, or null where all of them were removed. Returns how to stop that. */
  onChange(listener: (key: string | null) => void): () => void;
}

/**
 * A text store over what `open` gives, which may be nothing, and may throw: so does the getter of `localStorage` where cookies are blocked, and
 * `setItem` where there is no room. What can't be kept there is held by the page.
 */
export function createTextStore(open: () => Storage | null | undefined): TextStore {
  const held = new Map<string, string>();

  function attempt<T>(work: (storage: Storage) => T, otherwise: T): T {
    try {
      const storage = open();
      return storage ? work(storage) : otherwise;
    } catch {
      return otherwise;
    }
  }

  return {
    get: (key) => held.get(key) ?? attempt((storage) => storage.getItem(key), null),
    set(key, text) {
      const isKept = attempt((storage) => {
        storage.setItem(key, text);
        return true;
      }, false);
      if (isKept) held.delete(key);
      else held.set(key, text);
      return isKept;
    },
    remove(key) {
      held.delete(key);
      attempt((storage) => storage.removeItem(key), undefined);
    },
    keys() {
      const kept = attempt((storage) => Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? ''), []);
      return [...new Set([...kept, ...held.keys()])];
    },
    onChange(listener) {
      const hear = ({ key }: StorageEvent): void => listener(key);
      window.addEventListener('storage', hear);
      return () => window.removeEventListener('storage', hear);
    },
  };
}

/** The texts that this browser keeps for the app. */
export const localTexts = createTextStore(() => globalThis.localStorage);
