import type { Message as MessageRecord } from '@confab/proto/live/v1/live_pb';
import { MessageOrder as OrderCode } from '@confab/proto/messages/v1/messages_pb';
import { badInput } from '@confab/runtime/errors/app-error';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../execution/context.ts';
import { toConnection } from '../schema/page.type.ts';
import { pageSize } from '../schema/page-size.ts';
import { Message } from './message.type.ts';
import { MessageConnection, MessageOrder } from './message-connection.type.ts';

/** Messages by their words. Both lists are about a second behind what is said. */
@Resolver()
export class MessageSearchResolver {
  @Query(() => MessageConnection, {
    description:
      "Newest first: messages with all the words in any of their forms, the last of which may be the beginning of a word. Of the viewer's rooms and conversations; with `room` of any room that they may read, with `conversation` (its peer's name) of that one. Deleted texts never appear.",
  })
  async searchMessages(
    @Arg('text', () => String) text: string,
    @Arg('room', () => String, { nullable: true }) room: string | undefined,
    @Arg('conversation', () => String, { nullable: true }) conversation: string | undefined,
    @Arg('author', () => String, { nullable: true }) author: string | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const request = {
      text,
      place: placeOf({ room, conversation }),
      author: author ?? undefined,
      first: pageSize('first', first ?? 20),
      after: after ?? undefined,
    };
    return show(await context.app.clients.messages.searchMessages(request, context.call), request);
  }

  @Query(() => MessageConnection, {
    description: 'Messages of all rooms, deleted ones included; never private conversations. Administrators only.',
  })
  async allMessages(
    @Arg('search', () => String, { nullable: true }) search: string | undefined,
    @Arg('room', () => String, { nullable: true }) room: string | undefined,
    @Arg('author', () => String, { nullable: true }) author: string | undefined,
    @Arg('deleted', () => Boolean, { nullable: true }) deleted: boolean | undefined,
    @Arg('order', () => MessageOrder, { nullable: true, defaultValue: 'NEWEST' }) order: MessageOrder | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const request = {
      search: search || undefined,
      room: room || undefined,
      author: author || undefined,
      deleted: deleted ?? undefined,
      order: OrderCode[order ?? 'NEWEST'],
      first: pageSize('first', first ?? 50),
      after: after ?? undefined,
    };
    return show(await context.app.clients.messages.listAllMessages(request, context.call), request);
  }
}

interface Found {
  messages: readonly MessageRecord[];
  cursors: readonly string[];
  hasMore: boolean;
}

function show({ messages, cursors, hasMore }: Found, { after }: { after: string | undefined }) {
  const page = { items: messages, cursors, hasNextPage: hasMore, hasPreviousPage: after !== undefined };
  return toConnection(page, (message) => new Message(message));
}

/** One of the two, or none. Throws BAD_USER_INPUT for both. */
function placeOf({ room, conversation }: { room: string | undefined; conversation: string | undefined }) {
  if (room != null && conversation != null) throw badInput('conversation', 'Name either a room or a conversation.');
  if (room != null) return { case: 'room' as const, value: room };
  return conversation == null ? { case: undefined } : { case: 'conversation' as const, value: conversation };
}
