import type { ComputedRef } from 'vue';
import { useErrorText } from '../../../shared/ui/use-error-text.ts';
import { useOutbox } from '../../outbox/composables/use-outbox.ts';
import type { Outbox, OutboxItem } from '../../outbox/outbox.ts';
import type { Place } from '../../outbox/place.ts';
import { type TimelineOptions, type TimelineUse, useTimeline } from '../../timeline/state/use-timeline.ts';
import { type ReadingPlace, useReadingPlace } from '../reading/use-reading-place.ts';
import { useMessageAddress, useWantedMessage } from '../reading/use-wanted-message.ts';

/**
 * The log of a room or a private conversation while it is open:
 * the messages that are held, and those on their way to it.
 */
export interface OpenLog {
  /** Whose log it is. */
  readonly at: Place;
  readonly timeline: TimelineUse;
  readonly place: ReadingPlace;
  readonly outbox: Outbox;
  readonly pending: ComputedRef<readonly OutboxItem[]>;
}

/**
 * Opens a log, at the message that the address asks for if there is one.
 * The caller fills it by `place.open` and `timeline.change`.
 */
export function useOpenLog(at: Place, fetchPage: TimelineOptions['fetchPage']): OpenLog {
  const { toastError } = useErrorText();
  const wanted = useWantedMessage();
  const timeline = useTimeline({ fetchPage });
  const place = useReadingPlace(timeline, wanted);
  useMessageAddress(wanted, (message) => void place.goTo(message).catch(toastError));
  const { outbox, items: pending } = useOutbox({ place: at, change: timeline.change });
  return { at, timeline, place, outbox, pending };
}
