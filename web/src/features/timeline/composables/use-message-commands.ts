import { computed, type Ref, type ShallowRef, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute, useRouter } from 'vue-router';
import { hasOnScreenKeyboard } from '../../../shared/ui/on-screen-keyboard.ts';
import { useToasts } from '../../../shared/ui/toasts.ts';
import { useDraftEdits } from '../../composer/composables/use-draft.ts';
import type { DraftEdit } from '../../composer/drafts.ts';
import { type Place, placeId } from '../../outbox/place.ts';
import type { Quote, TimelineMessage } from '../timeline.ts';
import type { MessageActions } from './use-message-actions.ts';

/** What the buttons of a message do. */
export interface MessageCommands {
  reply(message: TimelineMessage): void;
  /** Opens the picker at a button. */
  pickReaction(message: TimelineMessage, anchor: HTMLElement): void;
  toggleReaction(message: TimelineMessage, emoji: string): void;
  copyLink(message: TimelineMessage): void;
  edit(message: TimelineMessage): void;
  /** Keeps what was typed of an edit. */
  typeEdit(message: TimelineMessage, text: string): void;
  saveEdit(message: TimelineMessage, text: string): void;
  endEdit(): void;
  askDelete(message: TimelineMessage): void;
  markUnread(message: TimelineMessage): void;
  jump(quote: Quote): void;
}

export interface MessageCommandsUse {
  place: Place;
  actions: MessageActions;
  onReply(message: TimelineMessage): void;
  onJump(quote: Quote): void;
  onUnread(message: TimelineMessage): void;
  /** Gives the focus to whatever the next words go to. Says whether there is something. */
  write(): boolean;
  /** Gives the focus back to a message, once what was opened from it is closed. */
  focus(key: string): Promise<void>;
}

export interface OpenCommands {
  commands: MessageCommands;
  /** The message whose text is edited in its place, in this tab or another one, and whether that was begun here. */
  readonly editing: Readonly<Ref<(DraftEdit & { begun: boolean }) | null>>;
  readonly picking: ShallowRef<{ message: TimelineMessage; anchor: HTMLElement } | null>;
  readonly deleting: ShallowRef<TimelineMessage | null>;
  endPick(emoji: string | null): void;
  endDelete(confirmed: boolean): void;
  /** Goes on with the edit of what was on its way under a key in the message that became of it. */
  goOnIn(key: string, message: TimelineMessage): void;
}

/** The commands of the messages of one log, and what each of them has opened: at most one editor, one picker, one question. */
export function useMessageCommands({
  place,
  actions,
  onReply,
  onJump,
  onUnread,
  write,
  focus,
}: MessageCommandsUse): OpenCommands {
  const { t } = useI18n();
  const route = useRoute();
  const router = useRouter();
  const toasts = useToasts();
  const edits = useDraftEdits(placeId(place));
  const { begun } = edits;
  const editing = computed(() => {
    const edit = edits.newest();
    return edit ? { ...edit, begun: begun.value === edit.id } : null;
  });
  const picking = shallowRef<{ message: TimelineMessage; anchor: HTMLElement } | null>(null);
  const deleting = shallowRef<TimelineMessage | null>(null);
  let byKeys = false;

  /** To be called before something is opened from a message. */
  function noteKeys(): void {
    byKeys = document.activeElement?.matches('[data-key]:focus-visible, [data-key] :focus-visible') === true;
  }

  /** Whoever walks through the messages by keys goes on there; everybody else goes on writing. */
  function goOn(key: string, anchor?: HTMLElement): void {
    if (!byKeys && !hasOnScreenKeyboard() && write()) return;
    if (anchor?.isConnected) anchor.focus({ preventScroll: true });
    else void focus(key);
  }

  async function copyLink({ id }: TimelineMessage): Promise<void> {
    const { href } = router.resolve({ path: route.path, query: { message: id } });
    const link = new URL(href, location.origin).href;
    try {
      await navigator.clipboard.writeText(link);
      toasts.show({ kind: 'info', text: t('app.linkCopied') });
    } catch {
      // Without TLS there is no clipboard, and the user may have refused it: the link is shown, to be copied by hand.
      toasts.show({ kind: 'error', text: t('log.copyFailed', { link }) });
    }
  }

  function endEdit(): void {
    const key = editing.value?.id;
    if (key === undefined) return;
    edits.drop(key);
    goOn(key);
  }

  const commands: MessageCommands = {
    reply(message) {
      onReply(message);
      write();
    },
    jump: onJump,
    markUnread(message) {
      noteKeys();
      onUnread(message);
      goOn(message.id);
    },
    pickReaction(message, anchor) {
      noteKeys();
      picking.value = { message, anchor };
    },
    toggleReaction: (message, emoji) => void actions.react(message, emoji),
    copyLink: (message) => void copyLink(message),
    edit({ id, text }) {
      noteKeys();
      begun.value = id;
      edits.begin(id, text ?? '');
    },
    typeEdit: ({ id }, text) => edits.write(id, text),
    saveEdit(message, text) {
      endEdit();
      actions.edit(message, text);
    },
    endEdit,
    askDelete(message) {
      deleting.value = message;
    },
  };

  return {
    commands,
    editing,
    goOnIn(key, { id }) {
      const { activeElement } = document;
      // What was gone on with may be off the page already, and its focus with it.
      const isFree = activeElement === document.body || activeElement?.closest('.editor') != null;
      begun.value = isFree && begun.value === key ? id : null;
      edits.move(key, id);
    },
    picking,
    deleting,
    endPick(emoji) {
      const open = picking.value;
      picking.value = null;
      if (open && emoji !== null) void actions.react(open.message, emoji);
      if (open) goOn(open.message.id, open.anchor);
    },
    endDelete(confirmed) {
      const message = deleting.value;
      deleting.value = null;
      if (message && confirmed) actions.remove(message);
      if (message) focus(message.id);
    },
  };
}
