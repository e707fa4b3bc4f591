import { DeliveryStatus, type LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { DeliveryStatus as Status } from '../application/queries/get-deliveries.ts';
import type { EventPage } from '../application/queries/read-events.ts';
import type { Message } from '../domain/message.ts';
import { messageId } from '../domain/timeline-id.ts';
import { toLiveEvent, toSilent } from './live-event.ts';

export function toDeliveryStatus(status: Status): DeliveryStatus {
  return DeliveryStatus[status];
}

/**
 * History as a caller may see it now: messages as they stand, hidden events as Silent, so that seq
 * still goes up by one.
 */
export function toLivePage({ events, hidden, current, head, epoch }: EventPage): {
  events: LiveEvent[];
  head: number;
  epoch: string;
} {
  const asItStands = (message: Message): Message => current.get(messageId(message)) ?? message;
  const shown = events.map((event) => (hidden.has(event.seq) ? toSilent(event) : toLiveEvent(event, asItStands)));
  return { events: shown, head, epoch };
}
