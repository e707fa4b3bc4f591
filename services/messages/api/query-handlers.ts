import { MessageOrder, type MessageService } from '@confab/proto/messages/v1/messages_pb';
import type { Callers } from '@confab/runtime/network/identity/caller';
import { answerEach } from '@confab/runtime/network/rpc/answer-each';
import type { ServiceImpl } from '@connectrpc/connect';
import { getActivity } from '../application/queries/get-activity.ts';
import { getMessages } from '../application/queries/get-messages.ts';
import { getReactions } from '../application/queries/get-reactions.ts';
import { listMessages, listMessagesOfEach } from '../application/queries/list-messages.ts';
import type { QueryContext } from '../application/queries/query-context.ts';
import { readTimelineEvents } from '../application/queries/read-events.ts';
import { type FoundMessages, listAllMessages, searchMessages } from '../application/queries/search-messages.ts';
import type { CallerOf } from './caller-of.ts';
import { toLivePage } from './pages.ts';
import { toProtoMessage } from './to-proto.ts';

type QueryHandlers = Pick<
  ServiceImpl<typeof MessageService>,
  | 'getMessages'
  | 'listMessages'
  | 'listMessagesOfTimelines'
  | 'searchMessages'
  | 'listAllMessages'
  | 'getReactions'
  | 'getActivity'
  | 'readTimelineEvents'
>;

/** Of a message besides its text, and of a character of that. */
const MESSAGE_BYTES = 300;
const CHARACTER_BYTES = 3;

const ORDERS = {
  [MessageOrder.UNSPECIFIED]: 'NEWEST',
  [MessageOrder.NEWEST]: 'NEWEST',
  [MessageOrder.OLDEST]: 'OLDEST',
} as const;

/** Reading timelines. */
export function queryHandlers({
  callers,
  callerOf,
  context,
}: {
  callers: Callers;
  callerOf: CallerOf;
  context: QueryContext;
}): QueryHandlers {
  return {
    async getMessages({ ids }, handlerContext) {
      const messages = await getMessages(context, await callerOf(handlerContext), ids);
      return { messages: messages.map(toProtoMessage) };
    },
    async listMessages(request, handlerContext) {
      const page = await listMessages(context, await callerOf(handlerContext), request);
      return { ...page, messages: page.messages.map(toProtoMessage) };
    },
    async listMessagesOfTimelines(request, handlerContext) {
      const caller = await callerOf(handlerContext);
      const pageOf = await listMessagesOfEach(context, caller, request);
      const each = { owner: caller.userId, atOnce: context.store.projections.atOnce, weigh: bytesOf };
      const answers = await answerEach(request.timelineIds, each, async (timelineId) => {
        const page = await pageOf(timelineId);
        return { ...page, messages: page.messages.map(toProtoMessage) };
      });
      return { timelines: answers };
    },
    async searchMessages({ place, ...request }, handlerContext) {
      const where = place.case === undefined ? {} : { [place.case]: place.value };
      return toProtoPage(await searchMessages(context, await callerOf(handlerContext), { ...request, ...where }));
    },
    async listAllMessages({ order, ...request }, handlerContext) {
      const list = { ...request, order: ORDERS[order] };
      return toProtoPage(await listAllMessages(context, await callerOf(handlerContext), list));
    },
    async getReactions({ messageIds, firstUsers }, handlerContext) {
      const found = await getReactions(context, await callerOf(handlerContext), { messageIds, firstUsers });
      return { messages: Object.fromEntries([...found].map(([id, reactions]) => [id, { reactions }])) };
    },
    async getActivity({ roomIds }, handlerContext) {
      callers.service(handlerContext);
      return { lastActivityAtMs: Object.fromEntries(await getActivity(context, roomIds)) };
    },
    async readTimelineEvents(request, handlerContext) {
      return toLivePage(await readTimelineEvents(context, await callerOf(handlerContext), request));
    },
  };
}

function toProtoPage({ messages, ...page }: FoundMessages) {
  return { ...page, messages: messages.map(toProtoMessage) };
}

function bytesOf({ messages }: { messages: readonly { text?: string | undefined }[] }): number {
  return messages.reduce((sum, { text = '' }) => sum + MESSAGE_BYTES + text.length * CHARACTER_BYTES, 0);
}
