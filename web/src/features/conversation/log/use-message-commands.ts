import { type ShallowRef, shallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { hasOnScreenKeyboard } from '../../../shared/ui/on-screen-keyboard.ts';
import { useCopy } from '../../../shared/ui/use-copy.ts';
import type { MessageCommands } from '../../timeline/message/message-commands.ts';
import type { Quote, TimelineMessage } from '../../timeline/state/timeline.ts';
import type { MessageActions } from './use-message-actions.ts';
import type { OpenEditUse } from './use-open-edit.ts';

export interface MessageCommandsUse {
  edit: OpenEditUse;
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
  readonly picking: ShallowRef<{ message: TimelineMessage; anchor: HTMLElement } | null>;
  readonly deleting: ShallowRef<TimelineMessage | null>;
  endPick(emoji: string | null): void;
  endDelete(confirmed: boolean): void;
}

/** The commands of the messages of one log, and what each of them has opened: at most one picker, one question. */
export function useMessageCommands({
  edit,
  actions,
  onReply,
  onJump,
  onUnread,
  write,
  focus,
}: MessageCommandsUse): OpenCommands {
  const route = useRoute();
  const router = useRouter();
  const { copyText, copyLink } = useCopy();
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

  function linkTo({ id }: TimelineMessage): string {
    const { href } = router.resolve({ path: route.path, query: { message: id } });
    return new URL(href, location.origin).href;
  }

  function endEdit(): void {
    const key = edit.editing.value?.id;
    if (key === undefined) return;
    edit.drop(key);
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
    copyText: ({ text }) => void copyText(text ?? ''),
    copyLink: (message) => void copyLink(linkTo(message)),
    edit({ id, text }) {
      noteKeys();
      edit.begin(id, text ?? '');
    },
    typeEdit: ({ id }, text) => edit.write(id, text),
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
