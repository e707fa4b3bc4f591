import { nextTick } from 'vue';
import { useAttempt } from '../../../shared/ui/use-attempt.ts';
import type { TimelineMessage } from '../../timeline/state/timeline.ts';
import type { TimelineUse } from '../../timeline/state/use-timeline.ts';
import type { ReadingPlace } from '../reading/use-reading-place.ts';
import type { LogScroll } from './use-log-scroll.ts';

export interface JumpsUse {
  timeline: Pick<TimelineUse, 'timeline' | 'goTo' | 'goToLatest'>;
  place: Pick<ReadingPlace, 'goTo' | 'showLineFrom'>;
  scroll: Pick<LogScroll, 'show' | 'toEnd'>;
}

/**
 * The ways through a log. Each loads what it leads to if need be.
 * A toast tells where that can't be had.
 */
export function useJumps({ timeline, place, scroll }: JumpsUse) {
  const { attempt } = useAttempt();
  const held = timeline.timeline;

  const messageAt = (seq: number): TimelineMessage | undefined =>
    held.value.items.flatMap((item) => (item.kind === 'message' && item.message.seq === seq ? [item.message] : []))[0];

  return {
    /** The message at a position, where it is held. */
    messageAt,
    /** To the message that another one answers, which is set off. */
    to: (quote: { id: string; seq: number }): void => void attempt(() => place.goTo(quote)),
    async toLatest(): Promise<void> {
      if (held.value.hasNewer) await attempt(timeline.goToLatest);
      await nextTick();
      scroll.toEnd();
    },
    /** To what is unread, with the line before it. */
    async toUnread(seq: number): Promise<void> {
      place.showLineFrom(seq);
      await nextTick();
      if (scroll.show('unread')) return;
      await attempt(() => timeline.goTo({ seq }));
      await nextTick();
      scroll.show('unread');
    },
    /** To the first message that mentions the viewer, which is set off. */
    async toMention(seq: number): Promise<void> {
      if (!messageAt(seq)) await attempt(() => timeline.goTo({ seq }));
      const message = messageAt(seq);
      if (message) await attempt(() => place.goTo(message));
    },
    /** To a message that may be out of the window that is held. */
    async toMessage(id: string): Promise<void> {
      await attempt(() => timeline.goTo({ id }));
      await nextTick();
      scroll.show(id);
    },
  };
}
