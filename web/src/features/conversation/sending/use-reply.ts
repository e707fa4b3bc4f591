import type { Ref } from 'vue';
import { fullNameOf } from '../../../shared/people.ts';
import { useDraftReply } from '../../composer/composables/use-draft.ts';
import type { Answered, Outbox } from '../../outbox/outbox.ts';
import { placeId } from '../../outbox/place.ts';
import type { TimelineMessage } from '../../timeline/state/timeline.ts';

export interface Reply {
  readonly replyTo: Readonly<Ref<Answered | null>>;
  answer(message: TimelineMessage): void;
  cancel(): void;
  /** Posts a text, as the answer to the message that was chosen. */
  post(text: string): void;
}

/** The answer that the viewer is writing in one place: what it answers is kept with its text. */
export function useReply(outbox: Outbox): Reply {
  const replyTo = useDraftReply<Answered>(placeId(outbox.place));
  return {
    replyTo,
    answer({ id, author, text }) {
      replyTo.value = { id, author: fullNameOf(author), text };
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
