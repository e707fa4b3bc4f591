import { DeliveryStatus, type LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import { emojiForm } from '@confab/text/emoji';
import { inboxKind } from '../domain/inbox.ts';
import type { InboxEvent, InvitingRoom } from '../domain/inbox-events.ts';
import { asSeenBy, type Message } from '../domain/message.ts';
import { timelineKind } from '../domain/timeline.ts';
import { postedMessage, type TimelineEvent } from '../domain/timeline-events.ts';
import { messageId, participantsOf, peerOf } from '../domain/timeline-id.ts';
import { toProtoMessage } from './to-proto.ts';

type Shown = LiveEvent['event'];
type AsItStands = (message: Message) => Message;

const AS_IT_WAS: AsItStands = (message) => message;
const SYSTEM = 'system';

/**
 * An event as clients see it, from the event alone: publishing looks nothing up. A reader of
 * history passes `asItStands`, which gives a message its present state. Every event has an image,
 * `Silent` where there is nothing to see.
 */
export function toLiveEvent(stored: NewEvent, asItStands: AsItStands = AS_IT_WAS): LiveEvent {
  const event = stored as NewEvent & (TimelineEvent | InboxEvent);
  const ofTimeline = event.stream.startsWith(timelineKind.prefix);
  if (!ofTimeline && 'withheld' in event.data) return toSilent(event);
  return {
    $typeName: 'confab.live.v1.LiveEvent',
    stream: event.stream,
    seq: event.seq,
    atMs: event.atMs,
    actorId: event.actor === SYSTEM ? '' : event.actor,
    roomId: roomOf(ofTimeline ? event.stream.slice(timelineKind.prefix.length) : concerned(event as InboxEvent)),
    event: ofTimeline
      ? ofTimelineEvent(event as NewEvent & TimelineEvent, asItStands)
      : ofInboxEvent(event as NewEvent & InboxEvent, asItStands),
  };
}

/** A stored event that this caller is not shown. */
export function toSilent({ stream, seq, atMs }: NewEvent): LiveEvent {
  return { $typeName: 'confab.live.v1.LiveEvent', stream, seq, atMs, actorId: '', roomId: '', event: SILENT };
}

const SILENT: Shown = { case: 'silent', value: { $typeName: 'confab.live.v1.Silent' } };

function ofTimelineEvent(event: NewEvent & TimelineEvent, asItStands: AsItStands): Shown {
  const timelineId = event.stream.slice(timelineKind.prefix.length);
  switch (event.type) {
    case 'MessagePosted': {
      const posted = postedMessage(event.data, { timelineId, seq: event.seq, atMs: event.atMs });
      const message = toProtoMessage(asItStands(posted));
      return { case: 'messagePosted', value: { $typeName: 'confab.live.v1.MessagePosted', message } };
    }
    case 'MessageEdited': {
      const message = toProtoMessage(asItStands(event.data.message));
      return { case: 'messageEdited', value: { $typeName: 'confab.live.v1.MessageEdited', message } };
    }
    case 'MessageDeleted': {
      const message = toProtoMessage(asItStands(event.data.message));
      const byId = event.data.by;
      return { case: 'messageDeleted', value: { $typeName: 'confab.live.v1.MessageDeleted', message, byId } };
    }
    case 'ReactionAdded':
    case 'ReactionRemoved': {
      const { messageSeq, userId } = event.data;
      const emoji = emojiForm(event.data.emoji);
      const reaction = { messageId: messageId({ timelineId, seq: messageSeq }), emoji, userId };
      return event.type === 'ReactionAdded'
        ? { case: 'reactionAdded', value: { $typeName: 'confab.live.v1.ReactionAdded', ...reaction } }
        : { case: 'reactionRemoved', value: { $typeName: 'confab.live.v1.ReactionRemoved', ...reaction } };
    }
    default:
      return SILENT;
  }
}

function ofInboxEvent(event: NewEvent & InboxEvent, asItStands: AsItStands): Shown {
  const ownerId = event.stream.slice(inboxKind.prefix.length);
  const asShown = (message: Message) => toProtoMessage(asSeenBy(asItStands(message), ownerId) ?? message);
  switch (event.type) {
    case 'DirectMessagePosted': {
      const message = asShown(event.data.message);
      return { case: 'directMessagePosted', value: { $typeName: 'confab.live.v1.DirectMessagePosted', message } };
    }
    // There is no event of its own for private reactions: the message is announced anew, and its
    // reactions are read with it.
    case 'DirectReactionsChanged':
    case 'DirectMessageEdited': {
      const message = asShown(event.data.message);
      return { case: 'directMessageEdited', value: { $typeName: 'confab.live.v1.DirectMessageEdited', message } };
    }
    case 'DirectMessageDeleted': {
      const message = asShown(event.data.message);
      return { case: 'directMessageDeleted', value: { $typeName: 'confab.live.v1.DirectMessageDeleted', message } };
    }
    case 'Mentioned': {
      const message = asShown(event.data.message);
      return { case: 'mentioned', value: { $typeName: 'confab.live.v1.Mentioned', message } };
    }
    case 'MentionEnded': {
      const message = asShown(event.data.message);
      return { case: 'mentionEnded', value: { $typeName: 'confab.live.v1.MentionEnded', message } };
    }
    case 'InvitedToRoom':
      return { case: 'invitedToRoom', value: { $typeName: 'confab.live.v1.InvitedToRoom', ...invitation(event.data) } };
    case 'InvitationEnded':
      return {
        case: 'invitationEnded',
        value: { $typeName: 'confab.live.v1.InvitationEnded', ...invitation(event.data) },
      };
    case 'ReadMarkerMoved':
      return { case: 'readMarkerMoved', value: markerMoved(event) };
    case 'DeliveryChanged': {
      const { timelineId, messageSeq, delivery } = event.data;
      const id = messageId({ timelineId, seq: messageSeq });
      const value = { messageId: id, delivery: DeliveryStatus[delivery] };
      return { case: 'deliveryChanged', value: { $typeName: 'confab.live.v1.DeliveryChanged', ...value } };
    }
    default:
      return SILENT;
  }
}

function invitation<Data extends { room?: InvitingRoom }>({ room, ...data }: Data) {
  return room ? { ...data, room: { $typeName: 'confab.live.v1.InvitingRoom' as const, ...room } } : data;
}

function markerMoved({ stream, data }: NewEvent & Extract<InboxEvent, { type: 'ReadMarkerMoved' }>) {
  const { timelineId, lastReadSeq } = data;
  const peerId = peerOf(timelineId, stream.slice(inboxKind.prefix.length)) ?? '';
  const roomId = roomOf(timelineId);
  return { $typeName: 'confab.live.v1.ReadMarkerMoved' as const, timelineId, roomId, peerId, lastReadSeq };
}

/** The timeline or room that an inbox event is about; empty where there is none. */
function concerned({ data }: InboxEvent): string {
  if ('message' in data) return data.message.timelineId;
  if ('roomId' in data) return data.roomId;
  return 'timelineId' in data ? data.timelineId : '';
}

function roomOf(timelineId: string): string {
  return participantsOf(timelineId) ? '' : timelineId;
}
