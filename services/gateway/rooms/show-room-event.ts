import { LeaveReason as LeaveCode, type LiveEvent } from '@confab/proto/live/v1/live_pb';
import { Message } from '../messages/message.type.ts';
import { type LeaveReason, MemberJoined, MemberLeft } from './member-event.type.ts';
import { MessageDeleted, MessageEdited, MessagePosted, ReactionAdded, ReactionRemoved } from './message-event.type.ts';
import { OnlineCountChanged, TypingChanged, UserOffline, UserOnline, UserRenamed } from './presence-event.type.ts';
import type { RoomEvent } from './room-event.type.ts';
import { RoomUpdated } from './room-opened.type.ts';

/**
 * What clients are shown of an event of a room; undefined where that is nothing. The deletion of the room is not here: it ends subscriptions.
 * `cursor` is the position after the event.
 */
export function showRoomEvent({ event, atMs, roomId, actorId }: LiveEvent, cursor: string): RoomEvent | undefined {
  const head = { cursor, at: atMs };
  switch (event.case) {
    case 'messagePosted':
      return event.value.message && new MessagePosted(head, new Message(event.value.message, { fresh: true }));
    case 'messageEdited':
      return event.value.message && new MessageEdited(head, new Message(event.value.message));
    case 'messageDeleted': {
      const { message, byId } = event.value;
      return message && new MessageDeleted(head, { message: new Message(message), byId: byId || actorId });
    }
    case 'reactionAdded':
      return new ReactionAdded(head, event.value);
    case 'reactionRemoved':
      return new ReactionRemoved(head, event.value);
    case 'memberJoined':
      return new MemberJoined(head, event.value.userId);
    case 'memberLeft': {
      const { userId, reason, byId } = event.value;
      return new MemberLeft(head, { userId, reason: toLeaveReason(reason), byId });
    }
    case 'roomUpdated':
      return new RoomUpdated(head, roomId);
    case 'userOnline':
      return new UserOnline(head, event.value);
    case 'userOffline':
      return new UserOffline(head, event.value);
    case 'userRenamed':
      return new UserRenamed(head, event.value.userId);
    case 'onlineCountChanged':
      return new OnlineCountChanged(head, event.value.onlineCount);
    case 'typingChanged':
      return new TypingChanged(head, event.value.userIds);
    default:
      return undefined;
  }
}

/** Why a member is gone; the reasons why a subscription ends use the same words. */
export function toLeaveReason(code: LeaveCode): LeaveReason {
  if (code === LeaveCode.BANNED) return 'BANNED';
  return code === LeaveCode.KICKED ? 'KICKED' : 'LEFT';
}
