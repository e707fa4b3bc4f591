import { localTexts, type TextStore } from '../../shared/browser/local-texts.ts';

/** What is kept of a place: the text for its next message, the message that it answers, and the edits that were begun. */
export const draftKinds = ['draft', 'reply', 'edit'] as const;
export type DraftKind = (typeof draftKinds)[number];

export interface Drafts {
  /** What was typed and not sent; empty if nothing was. */
  read(): string;
  /** Says whether it outlives the page. */
  write(text: string): boolean;
  /** Whether a change of the storage may be one of this. The key is null where all of it was cleared. */
  isMeant(key: string | null): boolean;
}

const prefixOf = (kind: DraftKind, user: string) => `confab.${kind}.${user}.`;

export interface DraftOptions {
  user: string;
  place: string;
  kind?: DraftKind;
  texts?: TextStore;
}

/**
 * What a user typed in a place and did not send, over reloads and in all tabs: what was written last counts. Where the browser keeps nothing, or
 * has no room left, a draft is lost with the page and nothing else.
 */
export function createDrafts({ user, place, kind = 'draft', texts = localTexts }: DraftOptions): Drafts {
  const own = prefixOf(kind, user) + place;
  return {
    read: () => texts.get(own) ?? '',
    write(text) {
      if (text !== '') return texts.set(own, text);
      texts.remove(own);
      return true;
    },
    isMeant: (key) => key === null || key === own,
  };
}

function keysOf(user: string, kinds: readonly DraftKind[], texts: TextStore): string[] {
  return texts.keys().filter((key) => kinds.some((kind) => key.startsWith(prefixOf(kind, user))));
}

/** How many texts of the user wait in this browser to be finished: an edit is one too, an answer without a text is none. */
export function countDrafts(user: string, texts: TextStore = localTexts): number {
  const drafts = keysOf(user, ['draft'], texts).filter((key) => texts.get(key)?.trim());
  const edits = keysOf(user, ['edit'], texts).flatMap((key) => parseEdits(texts.get(key) ?? ''));
  return drafts.length + edits.filter(isTyped).length;
}

/** Removes every draft of the user from this browser. */
export function forgetDrafts(user: string, texts: TextStore = localTexts): void {
  for (const key of keysOf(user, draftKinds, texts)) texts.remove(key);
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
