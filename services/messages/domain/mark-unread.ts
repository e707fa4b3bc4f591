import type { Addressed, Decision } from '@confab/runtime/eventlog/decider/decider';
import type { InboxState } from './inbox.ts';
import type { ReadMarkerMoved } from './inbox-events.ts';
import { inboxStream } from './timeline-id.ts';

export interface MarkUnread {
  userId: string;
  timelineId: string;
  /** Of the first message that is to be unread again. */
  seq: number;
}

/**
 * The one way in which a marker moves back. It moves nothing forward: where the marker is before
 * the message already, nothing happens. The other side of a private conversation keeps what it was
 * told.
 */
export function decideMarkUnread(
  inbox: InboxState,
  { userId, timelineId, seq }: MarkUnread,
): Decision<Addressed<ReadMarkerMoved>, { lastReadSeq: number }> {
  const marker = inbox.markers.get(timelineId);
  if (!marker) throw new Error(`the read marker of ${timelineId} was not hydrated`);
  const lastReadSeq = Math.max(0, seq - 1);
  if (lastReadSeq >= marker.lastReadSeq) return { events: [], result: { lastReadSeq: marker.lastReadSeq } };
  const moved: ReadMarkerMoved = { type: 'ReadMarkerMoved', data: { timelineId, lastReadSeq } };
  return { events: [{ stream: inboxStream(userId), event: moved }], result: { lastReadSeq } };
}
