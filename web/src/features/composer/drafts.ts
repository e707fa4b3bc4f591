/** The part of `localStorage` that is used here. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What is kept of a place: the text for its next message, the message that it answers, and the edits that were begun. */
export const draftKinds = ['draft', 'reply', 'edit'] as const;
export type DraftKind = (typeof draftKinds)[number];

export interface Drafts {
  /** What was typed and not sent; empty if nothing was. */
  read(): string;
  /** Says whether the browser has it now. */
  write(text: string): boolean;
  /** Whether a change of the storage may be one of this. The key is null where all of it was cleared. */
  isMeant(key: string | null): boolean;
}

const prefixOf = (kind: DraftKind, user: string) => `confab.${kind}.${user}.`;

export interface DraftOptions {
  user: string;
  place: string;
  kind?: DraftKind;
  storage?: DraftStorage;
}

/**
 * What a user typed in a place and did not send, over reloads and in all tabs: what was written last counts. A browser that keeps nothing, or has
 * no room left, loses a draft with the page and nothing else.
 */
export function createDrafts({ user, place, kind = 'draft', storage = localStorage }: DraftOptions): Drafts {
  const own = prefixOf(kind, user) + place;
  return {
    read: () => storage.getItem(own) ?? '',
    write(text) {
      try {
        if (text === '') storage.removeItem(own);
        else storage.setItem(own, text);
        return true;
      } catch {
        // The input still holds it.
        return false;
      }
    },
    isMeant: (key) => key === null || key === own,
  };
}

function keysOf(user: string, kinds: readonly DraftKind[], storage: DraftStorage): string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  return keys.filter((key) => kinds.some((kind) => key.startsWith(prefixOf(kind, user))));
}

/** How many texts of the user wait in this browser to be finished: an edit is one too, an answer without a text is none. */
export function countDrafts(user: string, storage: DraftStorage = localStorage): number {
  const texts = keysOf(user, ['draft'], storage).filter((key) => storage.getItem(key)?.trim());
  const edits = keysOf(user, ['edit'], storage).flatMap((key) => parseEdits(storage.getItem(key) ?? ''));
  return texts.length + edits.filter(isTyped).length;
}

/** Removes every draft of the user from this browser. */
export function forgetDrafts(user: string, storage: DraftStorage = localStorage): void {
  for (const key of keysOf(user, draftKinds, storage)) storage.removeItem(key);
}

/** The new text of a message, as far as it was typed, and the one that it had. */
export interface DraftEdit {
  id: string;
  text: string;
  from: string;
}

/** The edits that were begun in a place, as they are kept; the one that was typed in last is last. */
export function parseEdits(kept: string): readonly DraftEdit[] {
  return parseKept<DraftEdit[]>(kept) ?? [];
}

/** What is kept as JSON; null where there is nothing of the kind. */
export function parseKept<T>(kept: string): T | null {
  try {
    return JSON.parse(kept);
  } catch {
    return null;
  }
}

/** Whether something was typed: an edit that was merely opened is worth nothing. */
export const isTyped = ({ text, from }: DraftEdit): boolean => text !== from;
