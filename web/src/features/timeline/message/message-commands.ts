import type { Quote, TimelineMessage } from '../state/timeline.ts';

/** What the buttons of a message do. */
export interface MessageCommands {
  reply(message: TimelineMessage): void;
  /** Opens the picker at a button. */
  pickReaction(message: TimelineMessage, anchor: HTMLElement): void;
  toggleReaction(message: TimelineMessage, emoji: string): void;
  copyText(message: TimelineMessage): void;
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
