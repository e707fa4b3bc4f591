import type { Addressed, Decision } from '@confab/runtime/eventlog/decider/decider';
import type { InboxState } from './inbox.ts';
import type { DeliveryChanged, ReadMarkerMoved } from './inbox-events.ts';
import { inboxStream } from './timeline-id.ts';

export interface MarkRead {
  userId: string;
  timelineId: string;
  /** At most the timeline's head. */
  seq: number;
  /**
   * Of a private conversation: the other side, and their last message at or below `seq` (0: there
   * is none).
   */
  peer?: { userId: string; lastMessageSeq: number } | undefined;
}

/**
 * Reading never moves the marker back, see `markUnread`. In a private conversation the other side
 * learns of it in the same commit.
 */
export function decideMarkRead(
  { inbox, peerInbox }: { inbox: InboxState; peerInbox?: InboxState | undefined },
  { userId, timelineId, seq, peer }: MarkRead,
): Decision<Addressed<ReadMarkerMoved | DeliveryChanged>, { lastReadSeq: number }> {
  const marker = inbox.markers.get(timelineId);
  if (!marker) throw new Error(`the read marker of ${timelineId} was not hydrated`);
  if (seq <= marker.lastReadSeq) return { events: [], result: { lastReadSeq: marker.lastReadSeq } };
  const moved: ReadMarkerMoved = { type: 'ReadMarkerMoved', data: { timelineId, lastReadSeq: seq } };
  const events: Addressed<ReadMarkerMoved | DeliveryChanged>[] = [{ stream: inboxStream(userId), event: moved }];
  const readSeq = peerInbox?.deliveries.get(timelineId)?.readSeq ?? 0;
  if (peer && peer.lastMessageSeq > readSeq) {
    const data: DeliveryChanged['data'] = { timelineId, messageSeq: peer.lastMessageSeq, delivery: 'READ' };
    events.push({ stream: inboxStream(peer.userId), event: { type: 'DeliveryChanged', data } });
  }
  return { events, result: { lastReadSeq: seq } };
}
