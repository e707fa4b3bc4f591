import type { Message as MessageRecord } from '@confab/proto/live/v1/live_pb';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import type { CallOptions } from '@connectrpc/connect';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context/context.ts';
import { Message } from './message.type.ts';
import { MarkReadPayload, MessagePayload } from './message-connection.type.ts';
import {
  EditMessageInput,
  MarkReadInput,
  MarkUnreadInput,
  MessageInput,
  PostMessageInput,
  ReactionInput,
  SendDirectMessageInput,
} from './messages.input.ts';
import { parseKey, parseTarget } from './target.ts';

@Resolver()
export class MessagesResolver {
  @Mutation(() => MessagePayload, {
    description:
      'Members only, in an announcement room only its owner and moderators (FORBIDDEN); joining a public room is open to every user. Once answered it is on disk.',
  })
  async postMessage(@Arg('input', () => PostMessageInput) input: PostMessageInput, @Ctx() context: GatewayContext) {
    const idempotencyKey = parseKey(input.idempotencyKey);
    const request = { room: input.room, text: input.text, replyToId: input.replyTo, idempotencyKey };
    const { clients, partitions } = context.app;
    const call = context.command({ commandId: idempotencyKey, partition: partitions.ofRoom(input.room) });
    const answer = await clients.messages.postMessage(request, call);
    if (answer.message) partitions.learn(input.room, answer.message.timelineId);
    return payload(answer);
  }

  @Mutation(() => MessagePayload, {
    description: 'To any other user; NOT_FOUND for an unknown one. Once answered it is on disk.',
  })
  async sendDirectMessage(
    @Arg('input', () => SendDirectMessageInput) input: SendDirectMessageInput,
    @Ctx() context: GatewayContext,
  ) {
    const idempotencyKey = parseKey(input.idempotencyKey);
    const request = { to: input.to, text: input.text, replyToId: input.replyTo, idempotencyKey };
    return payload(
      await context.app.clients.messages.sendDirectMessage(request, context.command({ commandId: idempotencyKey })),
    );
  }

  @Mutation(() => MessagePayload, {
    description:
      'Its author, in a room only while a member; there administrators too. CONFLICT once it is deleted. The same text again changes nothing.',
  })
  async editMessage(@Arg('input', () => EditMessageInput) input: EditMessageInput, @Ctx() context: GatewayContext) {
    const { id, text } = input;
    return payload(await context.app.clients.messages.editMessage({ id, text }, onMessage(id, context)));
  }

  @Mutation(() => MessagePayload, {
    description:
      'Its author while they may read it, and in a room owners, moderators and administrators. Text and reactions are gone, the message stays with `deletedAt`. Repeating it changes nothing.',
  })
  async deleteMessage(@Arg('input', () => MessageInput) { id }: MessageInput, @Ctx() context: GatewayContext) {
    return payload(await context.app.clients.messages.deleteMessage({ id }, onMessage(id, context)));
  }

  @Mutation(() => MessagePayload, {
    description:
      'Members of the room, or both sides of the conversation. CONFLICT once the message is deleted; BAD_USER_INPUT beyond 20 emoji of a user or 50 of all. Repeating it changes nothing.',
  })
  async addReaction(@Arg('input', () => ReactionInput) input: ReactionInput, @Ctx() context: GatewayContext) {
    const { id, emoji } = input;
    return payload(await context.app.clients.messages.addReaction({ id, emoji }, onMessage(id, context)));
  }

  @Mutation(() => MessagePayload, {
    description:
      "Takes the viewer's own back; changes nothing where there is none. CONFLICT once the message is deleted.",
  })
  async removeReaction(@Arg('input', () => ReactionInput) input: ReactionInput, @Ctx() context: GatewayContext) {
    const { id, emoji } = input;
    return payload(await context.app.clients.messages.removeReaction({ id, emoji }, onMessage(id, context)));
  }

  @Mutation(() => MarkReadPayload, {
    description:
      "Moves the viewer's read marker on all their devices, never back: `markUnread` does that. In a private conversation the other side learns of it.",
  })
  async markRead(
    @Arg('input', () => MarkReadInput) input: MarkReadInput,
    @Ctx() context: GatewayContext,
  ): Promise<MarkReadPayload> {
    if (input.seq < 0) throw badInput('seq', 'A position is 0 or more.');
    const request = { target: parseTarget(input), seq: input.seq };
    const { lastReadSeq, unreadCount } = await context.app.clients.messages.markRead(request, context.call);
    return { lastReadSeq, unreadCount };
  }

  @Mutation(() => MarkReadPayload, {
    description:
      "The one way in which a read marker moves back: this message and all after it are unread again, on all the viewer's devices. What a sender was told (READ) does not go back.",
  })
  async markUnread(
    @Arg('input', () => MarkUnreadInput) input: MarkUnreadInput,
    @Ctx() context: GatewayContext,
  ): Promise<MarkReadPayload> {
    if (input.seq < 0) throw badInput('seq', 'A position is 0 or more.');
    const request = { target: parseTarget(input), seq: input.seq };
    const { lastReadSeq, unreadCount } = await context.app.clients.messages.markUnread(request, context.call);
    return { lastReadSeq, unreadCount };
  }
}

function onMessage(id: string, context: GatewayContext): CallOptions {
  return context.command({ partition: context.app.partitions.ofMessage(id) });
}

function payload({ message }: { message?: MessageRecord | undefined }): MessagePayload {
  if (!message) throw new Error('messages answered without the message');
  return { message: new Message(message) };
}
