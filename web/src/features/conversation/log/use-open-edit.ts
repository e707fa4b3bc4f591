import { computed, type Ref, watch } from 'vue';
import { useDraftEdits } from '../../composer/composables/use-draft.ts';
import type { OutboxItem } from '../../outbox/outbox.ts';
import type { OpenEdit } from '../../timeline/message/open-edit.ts';
import { messageOf, type Timeline } from '../../timeline/state/timeline.ts';

export interface OpenEditUse {
  /** What was begun or typed in last, in this tab or another one; the same object until that is another message. */
  readonly editing: Readonly<Ref<OpenEdit | null>>;
  /** The message of the edit is not in the window that is held, so nobody sees its editor. */
  readonly isAway: Readonly<Ref<boolean>>;
  /** Opens the editor of a message with its text, or with what was typed before. */
  begin(id: string, text: string): void;
  /** Takes the focus to the editor once its message is there. */
  goOn(): void;
  /** Goes on with the edit of what was on its way under a key in the message that became of it. */
  goOnIn(key: string, id: string): void;
  write(id: string, text: string): void;
  drop(id: string): void;
}

export interface OpenEditOptions {
  held: Readonly<Ref<Timeline>>;
  /** What is on its way can be edited too, in its own place. */
  pending(): readonly OutboxItem[];
}

/** The edits of the messages of one place: at most one editor is open. What is begun is kept as drafts are. */
export function useOpenEdit(place: string, { held, pending }: OpenEditOptions): OpenEditUse {
  const { newest, of, begin, write, drop, move, begun } = useDraftEdits(place);
  const open = computed(() => newest()?.id ?? null);
  const message = computed(() => (open.value === null ? null : messageOf(held.value, open.value)));
  // Nobody could finish it, and it would be counted with the texts that wait.
  watch(message, (edited) => edited?.text === null && drop(edited.id), { immediate: true });

  return {
    editing: computed(() => {
      const id = open.value;
      if (id === null) return null;
      return {
        id,
        begun: begun.value === id,
        get text() {
          return of(id)?.text ?? '';
        },
        get from() {
          return of(id)?.from ?? '';
        },
      };
    }),
    isAway: computed(
      () => open.value !== null && message.value === null && !pending().some(({ key }) => key === open.value),
    ),
    begin(id, text) {
      begun.value = id;
      begin(id, text);
    },
    goOn() {
      begun.value = open.value;
    },
    goOnIn(key, id) {
      const { activeElement } = document;
      // What was gone on with may be off the page already, and its focus with it.
      const isFree = activeElement === document.body || activeElement?.closest('.editor') != null;
      begun.value = isFree && begun.value === key ? id : null;
      move(key, id);
    },
    write,
    drop,
  };
}
