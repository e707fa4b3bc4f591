import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import type { Projection, ProjectionWrite } from '@confab/runtime/eventlog/store/projection';
import { inboxKind } from '../../domain/inbox.ts';
import type { InboxEvent, MentionEnded, Mentioned } from '../../domain/inbox-events.ts';
import type { Message } from '../../domain/message.ts';
import { peerOf } from '../../domain/timeline-id.ts';

/** Newest first by `inboxSeq`, the position of the mention in its inbox. */
const MENTIONS = {
  key: ['userId', 'timelineId', 'messageSeq'],
  indexes: { byAge: ['userId', 'inboxSeq'], byMessage: ['timelineId', 'messageSeq', 'userId'] },
};

/**
 * All that a user's inbox feed amounts to, without what is withheld from them. Every document is
 * that of the inbox's owner, `userId`.
 */
export const inboxProjection: Projection = {
  name: 'inbox',
  version: 2,
  collections: {
    /** Newest activity by `lastInboxSeq`, which no two conversations of a user share. */
    conversations: { key: ['userId', 'timelineId'], indexes: { byActivity: ['userId', 'lastInboxSeq'] } },
    /** Private messages of others, by their position in this inbox. */
    arrivals: { key: ['userId', 'inboxSeq'] },
    /** Up to where arrivals are reported to their senders. */
    arrivalReports: { key: ['userId'] },
    /** How far the other side of a conversation has got, by status: `DELIVERED`, `READ`. */
    deliveries: { key: ['userId', 'timelineId', 'status'] },
    readMarkers: { key: ['userId', 'timelineId'] },
    mentions: MENTIONS,
    /**
     * Mentions by somebody whom the user blocked then. Kept apart, so that nothing that is counted
     * or read for the user comes across them.
     */
    withheldMentions: MENTIONS,
    /** Rooms that the user was told they may join, and not that they may no more. */
    invitations: { key: ['userId', 'roomId'] },
  },
  project(stored) {
    const event = stored as NewEvent & InboxEvent;
    const userId = event.stream.slice(inboxKind.prefix.length);
    if (event.type === 'Mentioned' || event.type === 'MentionEnded') return mention(userId, event);
    if ('withheld' in event.data) return [];
    switch (event.type) {
      case 'DirectMessagePosted':
        return posted(userId, event.seq, event.data.message);
      case 'InvitedToRoom':
        return [{ op: 'put', in: 'invitations', doc: { userId, roomId: event.data.roomId } }];
      case 'InvitationEnded':
        return [{ op: 'remove', in: 'invitations', key: [userId, event.data.roomId] }];
      case 'ReadMarkerMoved':
        return [{ op: 'put', in: 'readMarkers', doc: { userId, ...event.data } }];
      case 'DeliveryChanged': {
        const { timelineId, messageSeq, delivery } = event.data;
        return [{ op: 'put', in: 'deliveries', doc: { userId, timelineId, status: delivery, messageSeq } }];
      }
      case 'ArrivalsReported':
        return [{ op: 'put', in: 'arrivalReports', doc: { userId, inboxSeq: event.data.inboxSeq } }];
      default:
        return [];
    }
  },
};

function mention(userId: string, event: NewEvent & (Mentioned | MentionEnded)): ProjectionWrite[] {
  const { type, data, seq: inboxSeq } = event;
  const { timelineId, seq } = data.message;
  const collection = data.withheld ? 'withheldMentions' : 'mentions';
  if (type === 'MentionEnded') return [{ op: 'remove', in: collection, key: [userId, timelineId, seq] }];
  return [{ op: 'put', in: collection, doc: { userId, timelineId, messageSeq: seq, inboxSeq } }];
}

function posted(userId: string, inboxSeq: number, { timelineId, seq, authorId, sentAtMs }: Message): ProjectionWrite[] {
  const conversation = {
    userId,
    timelineId,
    peerId: peerOf(timelineId, userId),
    lastInboxSeq: inboxSeq,
    lastActivityAtMs: sentAtMs,
  };
  const writes: ProjectionWrite[] = [{ op: 'put', in: 'conversations', doc: conversation }];
  if (authorId !== userId) {
    writes.push({ op: 'put', in: 'arrivals', doc: { userId, inboxSeq, timelineId, messageSeq: seq, authorId } });
  }
  return writes;
}
