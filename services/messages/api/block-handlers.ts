import type { MessageService } from '@confab/proto/messages/v1/messages_pb';
import type { ServiceImpl } from '@connectrpc/connect';
import { blockUser, unblockUser } from '../application/commands/block-user.ts';
import { checkReach, listBlockedUsers } from '../application/queries/blocks.ts';
import type { HandlerDeps } from './caller-of.ts';

type BlockHandlers = Pick<
  ServiceImpl<typeof MessageService>,
  'blockUser' | 'unblockUser' | 'listBlockedUsers' | 'checkReach'
>;

/** Handlers of whom the caller blocks, and of what that keeps from whom. */
export function blockHandlers({ callers, callerOf, context }: HandlerDeps): BlockHandlers {
  return {
    async blockUser({ username }, handlerContext) {
      await blockUser(context, await callerOf(handlerContext), { username });
      return {};
    },
    async unblockUser({ username }, handlerContext) {
      await unblockUser(context, await callerOf(handlerContext), { username });
      return {};
    },
    async listBlockedUsers(_request, handlerContext) {
      return { userIds: await listBlockedUsers(context, await callerOf(handlerContext)) };
    },
    async checkReach({ fromId, toId }, handlerContext) {
      callers.service(handlerContext, 'rooms');
      return checkReach(context, { fromId, toId });
    },
  };
}
