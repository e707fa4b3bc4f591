import { type ShallowRef, shallowRef } from 'vue';
import type { Outbox } from '../../outbox/outbox.ts';
import type { TimelineMessage } from '../timeline.ts';

/** The message that is being answered, as the composer shows it. */
export interface AnsweredMessage {
  id: string;
  author: string;
  /** Null once deleted. */
  text: string | null;
}

export interface Reply {
  readonly replyTo: Readonly<ShallowRef<AnsweredMessage | null>>;
  answer(message: TimelineMessage): void;
  cancel(): void;
  /** Posts a text, as the answer to the message that was chosen. */
  post(text: string): void;
}

/** The answer that the viewer is writing in one place. */
export function useReply(outbox: Outbox): Reply {
  const replyTo = shallowRef<AnsweredMessage | null>(null);
  return {
    replyTo,
    answer({ id, author, text }) {
      replyTo.value = { id, author: author.username, text };
    },
    cancel() {
      replyTo.value = null;
    },
    post(text) {
      outbox.post(text, replyTo.value?.id ?? null);
      replyTo.value = null;
    },
  };
}
