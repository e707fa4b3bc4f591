import { type ComputedRef, computed } from 'vue';
import { useDraftEdits } from '../../composer/composables/use-draft.ts';
import type { DraftEdit } from '../../composer/drafts.ts';
import type { Outbox, OutboxItem } from '../../outbox/outbox.ts';
import { placeId } from '../../outbox/place.ts';

export interface PendingEdit {
  /** Null while its text is not edited, in this tab or another one. `begun`: the user has asked for it here. */
  readonly editing: ComputedRef<(DraftEdit & { begun: boolean }) | null>;
  begin(): void;
  /** The user goes on with it here. */
  take(): void;
  type(text: string): void;
  end(): void;
  save(text: string): Promise<void>;
}

/** The edit of a message on its way, kept under its key as those of sent messages are: where it is sent meanwhile, it goes on in the message. */
export function usePendingEdit(item: () => OutboxItem, outbox: Outbox): PendingEdit {
  const { key, place } = item();
  const edits = useDraftEdits(placeId(place));
  const { begun } = edits;
  return {
    editing: computed(() => {
      const edit = edits.newest();
      return edit?.id === key ? { ...edit, begun: begun.value === key } : null;
    }),
    begin() {
      begun.value = key;
      edits.begin(key, item().text);
    },
    take() {
      begun.value = key;
    },
    type: (text) => edits.write(key, text),
    end: () => edits.drop(key),
    async save(text) {
      if (await outbox.revise(key, text)) edits.drop(key);
    },
  };
}
