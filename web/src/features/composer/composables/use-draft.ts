import { computed, onScopeDispose, type ShallowRef, shallowRef, type WritableComputedRef, watch } from 'vue';
import { useViewer } from '../../session/composables/use-session.ts';
import { createDrafts, type DraftEdit, type DraftKind, isTyped, parseEdits, parseKept } from '../drafts.ts';

/** What is typed in a place: it begins as it was left there, is kept with every change, and follows what is typed there in other tabs. */
export function useDraft(place: string, kind: DraftKind = 'draft'): ShallowRef<string> {
  const drafts = createDrafts({ user: useViewer().value.id, place, kind });
  const text = shallowRef(drafts.read());
  let kept = true;
  let following = false;
  watch(
    text,
    (typed) => {
      // What another tab wrote is not written again: it may have written more by now.
      if (!following) kept = drafts.write(typed);
    },
    { flush: 'sync' },
  );

  function follow(): void {
    // Where there was no room for it, what is typed here is nowhere else.
    if (!kept) return;
    following = true;
    text.value = drafts.read();
    following = false;
  }

  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener('storage', ({ key }) => drafts.isMeant(key) && follow(), { signal });
  // A page that the browser had put aside was told of nothing.
  window.addEventListener('pageshow', follow, { signal });
  onScopeDispose(() => listening.abort());
  return text;
}

/** The message that is answered in a place, kept as its draft is. */
export function useDraftReply<T extends object>(place: string): WritableComputedRef<T | null> {
  const kept = useDraft(place, 'reply');
  return computed({
    get: () => parseKept<T>(kept.value),
    set(answered) {
      kept.value = answered ? JSON.stringify(answered) : '';
    },
  });
}

export interface DraftEdits {
  /** The one that was begun or typed in last. */
  newest(): DraftEdit | undefined;
  /** Goes on with the edit of a message, or begins one. Others stay, where something was typed in them. */
  begin(id: string, text: string): void;
  write(id: string, text: string): void;
  drop(id: string): void;
}

/** The edits that were begun in a place, kept as its draft is: each message has its own. */
export function useDraftEdits(place: string): DraftEdits {
  const kept = useDraft(place, 'edit');
  const edits = computed(() => parseEdits(kept.value));

  const of = (id: string) => edits.value.find((edit) => edit.id === id);

  function keep(next: readonly DraftEdit[]): void {
    kept.value = next.length > 0 ? JSON.stringify(next) : '';
  }

  const others = (id: string) => edits.value.filter((edit) => edit.id !== id);

  return {
    newest: () => edits.value.at(-1),
    begin: (id, text) => keep([...others(id).filter(isTyped), of(id) ?? { id, text, from: text }]),
    write: (id, text) => keep([...others(id), { ...(of(id) ?? { id, from: text }), text }]),
    drop: (id) => keep(others(id)),
  };
}
