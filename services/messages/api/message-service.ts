import type { MessageService } from '@confab/proto/messages/v1/messages_pb';
import type { Callers } from '@confab/runtime/network/identity/caller';
import type { ServiceImpl } from '@connectrpc/connect';
import { addReaction, deleteMessage, removeReaction } from '../application/commands/change-message.ts';
import type { CommandContext } from '../application/commands/command-context.ts';
import { editMessage } from '../application/commands/edit-message.ts';
import { postMessage } from '../application/commands/post-message.ts';
import { sendDirectMessage } from '../application/commands/send-direct-message.ts';
import type { QueryContext } from '../application/queries/query-context.ts';
import { blockHandlers } from './block-handlers.ts';
import { createCallerOf } from './caller-of.ts';
import { inboxHandlers } from './inbox-handlers.ts';
import { queryHandlers } from './query-handlers.ts';
import { toProtoMessage } from './to-proto.ts';

export interface MessageServiceOptions {
  callers: Callers;
  context: CommandContext & QueryContext;
}

/**
 * The handlers of `confab.messages.v1.MessageService`: find out who calls, pass on, map the answer.
 */
export function createMessageService({ callers, context }: MessageServiceOptions): ServiceImpl<typeof MessageService> {
  const callerOf = createCallerOf(callers);
  const deps = { callers, callerOf, context };
  return {
    async postMessage(request, handlerContext) {
      const message = await postMessage(context, await callerOf(handlerContext), request);
      return { message: toProtoMessage(message) };
    },
    async sendDirectMessage(request, handlerContext) {
      const message = await sendDirectMessage(context, await callerOf(handlerContext), request);
      return { message: toProtoMessage(message) };
    },
    async editMessage(request, handlerContext) {
      const message = await editMessage(context, await callerOf(handlerContext), request);
      return { message: toProtoMessage(message) };
    },
    async deleteMessage(request, handlerContext) {
      const message = await deleteMessage(context, await callerOf(handlerContext), request);
      return { message: toProtoMessage(message) };
    },
    async addReaction(request, handlerContext) {
      const message = await addReaction(context, await callerOf(handlerContext), request);
      return { message: toProtoMessage(message) };
    },
    async removeReaction(request, handlerContext) {
      const message = await removeReaction(context, await callerOf(handlerContext), request);
      return { message: toProtoMessage(message) };
    },
    ...inboxHandlers(deps),
    ...blockHandlers(deps),
    ...queryHandlers(deps),
  };
}
