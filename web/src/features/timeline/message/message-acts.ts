import { Copy, Link, MessageSquareDot, Pencil, Reply, SmilePlus, Trash2 } from '@lucide/vue';
import type { Component } from 'vue';
import type { TimelineMessage } from '../state/timeline.ts';
import type { MessageCommands } from './message-commands.ts';

/** Something that can be done to a message, as its toolbar and its sheet offer it. */
export interface MessageAct {
  /** The text of it, in `log`. */
  name: 'react' | 'reply' | 'copyText' | 'copyLink' | 'markUnread' | 'edit' | 'delete';
  icon: Component;
  /** It opens a picker, beside the element that it is given. */
  opens?: true;
  danger?: true;
  run(at: HTMLElement): void;
}

/** What the viewer is to a message. */
export interface ActRights {
  own: boolean;
  /** They may write here, so they may also react and change what they wrote. */
  writable: boolean;
  /** They may delete what others wrote. */
  moderating: boolean;
}

/** What the viewer can do to a message, in the order in which it is offered. */
export function actsOf(message: TimelineMessage, commands: MessageCommands, rights: ActRights): MessageAct[] {
  const { own, writable, moderating } = rights;
  const acts: (MessageAct | false)[] = [
    writable && { name: 'react', icon: SmilePlus, opens: true, run: (at) => commands.pickReaction(message, at) },
    writable && { name: 'reply', icon: Reply, run: () => commands.reply(message) },
    { name: 'copyText', icon: Copy, run: () => commands.copyText(message) },
    { name: 'copyLink', icon: Link, run: () => commands.copyLink(message) },
    writable && { name: 'markUnread', icon: MessageSquareDot, run: () => commands.markUnread(message) },
    own && writable && { name: 'edit', icon: Pencil, run: () => commands.edit(message) },
    ((own && writable) || moderating) && {
      name: 'delete',
      icon: Trash2,
      danger: true,
      run: () => commands.askDelete(message),
    },
  ];
  return acts.filter((act) => act !== false);
}
