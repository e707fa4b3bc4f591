import { type ShallowRef, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute, useRouter } from 'vue-router';
import { useToasts } from '../../../shared/ui/toasts.ts';
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
  saveEdit(message: TimelineMessage, text: string): void;
  endEdit(): void;
  askDelete(message: TimelineMessage): void;
  jump(quote: Quote): void;
}

export interface MessageCommandsUse {
  actions: MessageActions;
  onReply(message: TimelineMessage): void;
  onJump(quote: Quote): void;
  /** Gives the focus back to a message, once what was opened from it is closed. */
  focus(key: string): Promise<void>;
}

export interface OpenCommands {
  commands: MessageCommands;
  /** The message whose text is edited in its place. */
  readonly editing: ShallowRef<string | null>;
  readonly picking: ShallowRef<{ message: TimelineMessage; anchor: HTMLElement } | null>;
  readonly deleting: ShallowRef<TimelineMessage | null>;
  endPick(emoji: string | null): void;
  endDelete(confirmed: boolean): void;
}

/** The commands of the messages of one log, and what each of them has opened: at most one editor, one picker, one question. */
export function useMessageCommands({ actions, onReply, onJump, focus }: MessageCommandsUse): OpenCommands {
  const { t } = useI18n();
  const route = useRoute();
  const router = useRouter();
  const toasts = useToasts();
  const editing = shallowRef<string | null>(null);
  const picking = shallowRef<{ message: TimelineMessage; anchor: HTMLElement } | null>(null);
  const deleting = shallowRef<TimelineMessage | null>(null);

  async function copyLink({ id }: TimelineMessage): Promise<void> {
    const { href } = router.resolve({ path: route.path, query: { message: id } });
    const link = new URL(href, location.origin).href;
    try {
      await navigator.clipboard.writeText(link);
      toasts.show({ kind: 'info', text: t('log.linkCopied') });
    } catch {
      // Without TLS there is no clipboard, and the user may have refused it: the link is shown, to be copied by hand.
      toasts.show({ kind: 'error', text: t('log.copyFailed', { link }) });
    }
  }

  function endEdit(): void {
    const key = editing.value;
    editing.value = null;
    if (key !== null) void focus(key);
  }

  const commands: MessageCommands = {
    reply: onReply,
    jump: onJump,
    pickReaction(message, anchor) {
      picking.value = { message, anchor };
    },
    toggleReaction: (message, emoji) => void actions.react(message, emoji),
    copyLink: (message) => void copyLink(message),
    edit({ id }) {
      editing.value = id;
    },
    saveEdit(message, text) {
      endEdit();
      void actions.edit(message, text);
    },
    endEdit,
    askDelete(message) {
      deleting.value = message;
    },
  };

  return {
    commands,
    editing,
    picking,
    deleting,
    endPick(emoji) {
      const open = picking.value;
      picking.value = null;
      if (open && emoji !== null) void actions.react(open.message, emoji);
      if (open?.anchor.isConnected) open.anchor.focus({ preventScroll: true });
      else if (open) focus(open.message.id);
    },
    endDelete(confirmed) {
      const message = deleting.value;
      deleting.value = null;
      if (message && confirmed) void actions.remove(message);
      if (message) focus(message.id);
    },
  };
}
