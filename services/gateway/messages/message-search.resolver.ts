import type { Message as MessageRecord } from '@confab/proto/live/v1/live_pb';
import { MessageOrder as OrderCode } from '@confab/proto/messages/v1/messages_pb';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { toConnection } from '../graphql/page.type.ts';
import { pageSize } from '../graphql/page-size.ts';
import { Message } from './message.type.ts';
import { MessageConnection, MessageOrder } from './message-connection.type.ts';

/** Messages by their words. Both lists are about a second behind what is said. */
@Resolver()
export class MessageSearchResolver {
  @Query(() => MessageConnection, {
    description:
      "Newest first: messages with all the words in any of their forms, the last of which may be the beginning of a word; in Chinese, Japanese, Korean, Thai and the like, all that hold each part as it stands. Letter case and accents count for nothing. Of the viewer's rooms and conversations; with `room` of any room that they may read, with `conversation` (its peer's name) of that one. Deleted texts never appear.",
  })
  @Cost(100)
  async searchMessages(
    @Arg('text', () => String, {
      description:
        'Words and emoji to look for, at most 200 characters. Words with signs, such as `C++`, `#123` or `node.js`, as they stand.',
    })
    text: string,
    @Arg('room', () => String, { nullable: true, description: 'Name of the only room to look in, in any letter case.' })
    room: string | undefined,
    @Arg('conversation', () => String, {
      nullable: true,
      description: 'Username of the other side of the only conversation to look in. Not together with `room`.',
    })
    conversation: string | undefined,
    @Arg('author', () => String, { nullable: true, description: 'Username of the only author, in any letter case.' })
    author: string | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const request = {
      text,
      place: placeOf({ room, conversation }),
      author,
      first: pageSize('first', first),
      after,
    };
    return show(await context.app.clients.messages.searchMessages(request, context.call), request);
  }

  @Query(() => MessageConnection, {
    description: 'Messages of all rooms, deleted ones included; never private conversations. Administrators only.',
  })
  @Cost(100)
  async allMessages(
    @Arg('search', () => String, {
      nullable: true,
      description: 'Words as `searchMessages` takes them, at most 200 characters. Absent: all messages.',
    })
    search: string | undefined,
    @Arg('room', () => String, {
      nullable: true,
      description: 'Name of the only room, in any letter case.',
    })
    room: string | undefined,
    @Arg('author', () => String, { nullable: true, description: 'Username of the only author, in any letter case.' })
    author: string | undefined,
    @Arg('deleted', () => Boolean, {
      nullable: true,
      description: 'True: only deleted messages; false: only others. Absent: both.',
    })
    deleted: boolean | undefined,
    @Arg('order', () => MessageOrder, { nullable: true, defaultValue: 'NEWEST', description: 'What comes first.' })
    order: MessageOrder,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GatewayContext,
  ) {
    const request = {
      search,
      room,
      author,
      deleted,
      order: OrderCode[order],
      first: pageSize('first', first),
      after,
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
  if (room !== undefined && conversation !== undefined)
    throw badInput('conversation', 'Name either a room or a conversation.');
  if (room !== undefined) return { case: 'room' as const, value: room };
  return conversation === undefined ? { case: undefined } : { case: 'conversation' as const, value: conversation };
}
