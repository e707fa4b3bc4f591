import { type ShallowRef, shallowRef } from 'vue';
import type { Answered, Outbox } from '../../outbox/outbox.ts';
import type { TimelineMessage } from '../timeline.ts';

export interface Reply {
  readonly replyTo: Readonly<ShallowRef<Answered | null>>;
  answer(message: TimelineMessage): void;
  cancel(): void;
  /** Posts a text, as the answer to the message that was chosen. */
  post(text: string): void;
}

/** The answer that the viewer is writing in one place. */
export function useReply(outbox: Outbox): Reply {
  const replyTo = shallowRef<Answered | null>(null);
  return {
    replyTo,
    answer({ id, author, text }) {
      replyTo.value = { id, author: author.username, text };
    },
    cancel() {
      replyTo.value = null;
    },
    post(text) {
      outbox.post(text, replyTo.value);
      replyTo.value = null;
    },
  };
}
