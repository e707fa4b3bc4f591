import { type Addressed, type Decision, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import type { InboxOf, InboxState } from './inbox.ts';
import type { ArrivalsReported, DeliveryChanged } from './inbox-events.ts';
import { inboxStream } from './timeline-id.ts';

/** A private message that came into an inbox. */
export interface Arrival {
  inboxSeq: number;
  timelineId: string;
  messageSeq: number;
  authorId: string;
}

export interface MarkDelivered {
  userId: string;
  /** Ascending by `inboxSeq`: all arrivals after the last report, up to some position. */
  arrivals: readonly Arrival[];
}

/**
 * Tells each sender once a conversation, with their last message that arrived: it stands for all
 * earlier ones. What was reported or read before is not told again. The position is kept in the
 * recipient's inbox, so that each arrival is looked at once.
 */
export function decideMarkDelivered(
  { inbox: { reportedSeq }, inboxOf }: { inbox: InboxState; inboxOf: InboxOf },
  { userId, arrivals }: MarkDelivered,
): Decision<Addressed<ArrivalsReported | DeliveryChanged>> {
  if (reportedSeq === undefined) throw new Error('the last report of arrivals was not hydrated');
  const last = new Map<string, Arrival>();
  for (const arrival of arrivals) {
    if (arrival.inboxSeq > reportedSeq) last.set(arrival.timelineId, arrival);
  }
  if (last.size === 0) return UNCHANGED;
  const events: Addressed<ArrivalsReported | DeliveryChanged>[] = [];
  let inboxSeq = reportedSeq;
  for (const { timelineId, messageSeq, authorId, inboxSeq: arrivedAt } of last.values()) {
    inboxSeq = Math.max(inboxSeq, arrivedAt);
    const known = inboxOf(authorId).deliveries.get(timelineId);
    if (!known) throw new Error(`the delivery of ${timelineId} was not hydrated`);
    if (messageSeq <= Math.max(known.deliveredSeq, known.readSeq)) continue;
    const data: DeliveryChanged['data'] = { timelineId, messageSeq, delivery: 'DELIVERED' };
    events.push({ stream: inboxStream(authorId), event: { type: 'DeliveryChanged', data } });
  }
  const reported: ArrivalsReported = { type: 'ArrivalsReported', data: { inboxSeq } };
  events.push({ stream: inboxStream(userId), event: reported });
  return { events, result: null };
}
