import type { MarkReadRequest, MessageService, NotifyInvitedRequest } from '@confab/proto/messages/v1/messages_pb';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { callOf } from '@confab/runtime/network/rpc/call';
import type { ServiceImpl } from '@connectrpc/connect';
import { markDelivered } from '../application/commands/mark-delivered.ts';
import { markRead } from '../application/commands/mark-read.ts';
import { markUnread } from '../application/commands/mark-unread.ts';
import type { MarkTarget } from '../application/commands/marked-timeline.ts';
import { notifyInvitationEnded, notifyInvited } from '../application/commands/notify-invited.ts';
import { getConversation, listConversations } from '../application/queries/conversations.ts';
import { getDeliveries } from '../application/queries/get-deliveries.ts';
import { listMentions } from '../application/queries/list-mentions.ts';
import { listPeers } from '../application/queries/list-peers.ts';
import { readInboxEvents } from '../application/queries/read-events.ts';
import { getFirstUnread, getFirstUnreadMention, getReadStates, readState } from '../application/queries/read-states.ts';
import type { InvitingRoom } from '../domain/inbox-events.ts';
import type { HandlerDeps } from './caller-of.ts';
import { toDeliveryStatus, toLivePage } from './pages.ts';
import { toProtoMessage } from './to-proto.ts';

type InboxHandlers = Pick<
  ServiceImpl<typeof MessageService>,
  | 'markRead'
  | 'markUnread'
  | 'markDelivered'
  | 'notifyInvited'
  | 'notifyInvitationEnded'
  | 'getReadStates'
  | 'getFirstUnread'
  | 'getFirstUnreadMention'
  | 'listMentions'
  | 'listConversations'
  | 'getConversation'
  | 'getDeliveries'
  | 'readInboxEvents'
  | 'listPeers'
>;

/**
 * Handlers of what concerns the caller alone: markers, conversations, invitations and the inbox.
 */
export function inboxHandlers({ callers, callerOf, context }: HandlerDeps): InboxHandlers {
  return {
    async markRead({ target, seq }, handlerContext) {
      const caller = await callerOf(handlerContext);
      const { timelineId, lastReadSeq } = await markRead(context, caller, { target: targetOf(target), seq });
      const { unreadCount } = await readState(context, caller.userId, timelineId);
      return { lastReadSeq, unreadCount };
    },
    async markUnread({ target, seq }, handlerContext) {
      const caller = await callerOf(handlerContext);
      const { timelineId, lastReadSeq } = await markUnread(context, caller, { target: targetOf(target), seq });
      const { unreadCount } = await readState(context, caller.userId, timelineId);
      return { lastReadSeq, unreadCount };
    },
    async markDelivered({ inboxSeq }, handlerContext) {
      await markDelivered(context, await callerOf(handlerContext), { inboxSeq });
      return {};
    },
    async notifyInvited({ userId, roomId, byId, room }, handlerContext) {
      callers.service(handlerContext, 'rooms');
      await notifyInvited(context, callOf(handlerContext), { userId, roomId, byId, room: roomOf(room) });
      return {};
    },
    async notifyInvitationEnded({ userId, roomId, room }, handlerContext) {
      callers.service(handlerContext, 'rooms');
      await notifyInvitationEnded(context, callOf(handlerContext), { userId, roomId, room: roomOf(room) });
      return {};
    },
    async getReadStates({ timelineIds }, handlerContext) {
      return { states: await getReadStates(context, await callerOf(handlerContext), timelineIds) };
    },
    async getFirstUnread({ timelineIds }, handlerContext) {
      return { seqs: Object.fromEntries(await getFirstUnread(context, await callerOf(handlerContext), timelineIds)) };
    },
    async getFirstUnreadMention({ timelineIds }, handlerContext) {
      const found = await getFirstUnreadMention(context, await callerOf(handlerContext), timelineIds);
      return { seqs: Object.fromEntries(found) };
    },
    async listMentions(request, handlerContext) {
      const page = await listMentions(context, await callerOf(handlerContext), request);
      return { ...page, messages: page.messages.map(toProtoMessage) };
    },
    async listConversations({ first, after }, handlerContext) {
      return listConversations(context, await callerOf(handlerContext), { first, after });
    },
    async getConversation({ conversation: which }, handlerContext) {
      const caller = await callerOf(handlerContext);
      if (which.case === undefined) throw badInput('with', 'Say whose conversation.');
      const by = which.case === 'with' ? { with: which.value } : { id: which.value };
      const conversation = await getConversation(context, caller, by);
      return conversation ? { conversation } : {};
    },
    async getDeliveries({ messageIds }, handlerContext) {
      const found = await getDeliveries(context, await callerOf(handlerContext), messageIds);
      return { deliveries: Object.fromEntries([...found].map(([id, status]) => [id, toDeliveryStatus(status)])) };
    },
    async listPeers({ userId }, handlerContext) {
      callers.service(handlerContext, 'gateway');
      return { userIds: await listPeers(context, userId) };
    },
    async readInboxEvents({ after, limit }, handlerContext) {
      return toLivePage(await readInboxEvents(context, await callerOf(handlerContext), { after, limit }));
    },
  };
}

/** BAD_USER_INPUT where the rooms service did not say which room it is. */
function roomOf(room: NotifyInvitedRequest['room']): InvitingRoom {
  if (!room) throw badInput('room', 'Say which room this is.');
  return { name: room.name, createdAtMs: room.createdAtMs };
}

function targetOf(target: MarkReadRequest['target']): MarkTarget {
  if (target.case === 'room') return { room: target.value };
  if (target.case === 'conversation') return { conversation: target.value };
  throw badInput('room', 'Name either a room or a conversation.');
}
