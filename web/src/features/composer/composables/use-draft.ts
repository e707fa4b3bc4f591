import { computed, onScopeDispose, type ShallowRef, shallowRef, type WritableComputedRef } from 'vue';
import { heldByPageAlone } from '../../../shared/browser/keeping.ts';
import { localTexts } from '../../../shared/browser/local-texts.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import {
  createDrafts,
  type DraftEdit,
  type DraftKind,
  type DraftOptions,
  isTyped,
  parseEdits,
  parseKept,
} from '../drafts.ts';

export type DraftText = WritableComputedRef<string>;

/** A draft that components of the page have open. */
interface OpenDraft {
  text: DraftText;
  /** What of it the user has begun or gone on with on this page. */
  begun: ShallowRef<string | null>;
  /** Does not follow the other tabs any longer. */
  close(): void;
  users: number;
}

const openDrafts = new Map<string, OpenDraft>();

/**
 * What is typed in a place: it begins as it was left there, is kept with every change, and follows what is typed there in other tabs. All components
 * of the page have the same one.
 */
export function useDraft(place: string, kind: DraftKind = 'draft'): DraftText {
  return useOpenDraft(place, kind).text;
}

function useOpenDraft(place: string, kind: DraftKind): OpenDraft {
  const options = { user: useViewer().value.id, place, kind };
  const id = JSON.stringify(options);
  const draft = openDrafts.get(id) ?? openDraft(options);
  draft.users += 1;
  openDrafts.set(id, draft);
  onScopeDispose(() => {
    draft.users -= 1;
    if (draft.users > 0) return;
    draft.close();
    openDrafts.delete(id);
  });
  return draft;
}

function openDraft(options: DraftOptions): OpenDraft {
  const drafts = createDrafts(options);
  const typed = shallowRef(drafts.read());

  function follow(): void {
    typed.value = drafts.read();
  }

  const unfollow = localTexts.onChange((key) => drafts.isMeant(key) && follow());
  // A page that the browser had put aside was told of nothing.
  window.addEventListener('pageshow', follow);
  return {
    text: computed({
      get: () => typed.value,
      set(text) {
        typed.value = text;
        if (!drafts.write(text)) heldByPageAlone();
      },
    }),
    begun: shallowRef(null),
    close() {
      unfollow();
      window.removeEventListener('pageshow', follow);
    },
    users: 0,
  };
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
  /** The id of the one that the user has begun or gone on with on this page. */
  readonly begun: ShallowRef<string | null>;
  /** The one that was begun or typed in last. */
  newest(): DraftEdit | undefined;
  /** The edit of a message, if one was begun. */
  of(id: string): DraftEdit | undefined;
  /** Goes on with the edit of a message, or begins one. Others stay, where something was typed in them. */
  begin(id: string, text: string): void;
  write(id: string, text: string): void;
  drop(id: string): void;
  /** Goes on with the edit of what was on its way in the message that became of it. */
  move(id: string, to: string): void;
}

/** The edits that were begun in a place, kept as its draft is: each message has its own. */
export function useDraftEdits(place: string): DraftEdits {
  const { text: kept, begun } = useOpenDraft(place, 'edit');
  const edits = computed(() => parseEdits(kept.value));

  const of = (id: string) => edits.value.find((edit) => edit.id === id);

  function keep(next: readonly DraftEdit[]): void {
    kept.value = next.length > 0 ? JSON.stringify(next) : '';
  }

  const others = (id: string) => edits.value.filter((edit) => edit.id !== id);

  return {
    begun,
    newest: () => edits.value.at(-1),
    of,
    begin(id, text) {
      const own = of(id);
      // The message may have been edited elsewhere since: what nobody has typed in begins with the text that it has now.
      keep([...others(id).filter(isTyped), own && isTyped(own) ? own : { id, text, from: text }]);
    },
    write: (id, text) => keep([...others(id), { ...(of(id) ?? { id, from: text }), text }]),
    drop: (id) => keep(others(id)),
    move: (id, to) => keep(edits.value.map((edit) => (edit.id === id ? { ...edit, id: to } : edit))),
  };
}
