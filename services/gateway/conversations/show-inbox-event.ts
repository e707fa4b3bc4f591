import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { Message, toDelivery } from '../messages/message.type.ts';
import {
  DirectMessageDeleted,
  DirectMessageEdited,
  DirectMessagePosted,
  MentionEnded,
  Mentioned,
} from './direct-message-event.type.ts';
import { DeliveryChanged, DirectTypingChanged, type InboxEvent } from './inbox-event.type.ts';
import { InvitationEnded, InvitedToRoom } from './invitation-event.type.ts';
import { ReadMarkerMoved } from './notice-event.type.ts';

/** What clients are shown of an event of their inbox; undefined where that is nothing. `cursor` is the position after the event. */
export function showInboxEvent({ event, atMs }: LiveEvent, cursor: string): InboxEvent | undefined {
  const head = { cursor, at: atMs };
  switch (event.case) {
    case 'directMessagePosted':
      return event.value.message && new DirectMessagePosted(head, new Message(event.value.message, { fresh: true }));
    case 'directMessageEdited':
      return event.value.message && new DirectMessageEdited(head, new Message(event.value.message));
    case 'directMessageDeleted':
      return event.value.message && new DirectMessageDeleted(head, new Message(event.value.message));
    case 'mentioned':
      return event.value.message && new Mentioned(head, new Message(event.value.message));
    case 'mentionEnded':
      return event.value.message && new MentionEnded(head, new Message(event.value.message));
    case 'deliveryChanged': {
      const { messageId, delivery } = event.value;
      return new DeliveryChanged(head, { messageId, delivery: toDelivery(delivery) });
    }
    case 'invitedToRoom':
      return new InvitedToRoom(head, event.value);
    case 'invitationEnded':
      return new InvitationEnded(head, event.value);
    case 'readMarkerMoved':
      return new ReadMarkerMoved(head, event.value);
    case 'directTypingChanged':
      return new DirectTypingChanged(head, event.value);
    default:
      return undefined;
  }
}
