import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import { createUserLoader } from '../accounts/user.loader.ts';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost } from '../graphql/cost.ts';
import { SameFor } from '../graphql/same-for.ts';
import { Message } from '../messages/message.type.ts';
import { type EventHead, RoomEvent } from './room-event.type.ts';

@ObjectType({ implements: RoomEvent, simpleResolvers: true, description: 'A message was posted, and is on disk.' })
@SameFor('everybody')
export class MessagePosted extends RoomEvent {
  @Field(() => Message, {
    description: 'As posted; on resuming as it stands now. Without reactions: those come as events.',
  })
  readonly message: Message;

  constructor(head: EventHead, message: Message) {
    super(head);
    this.message = message;
  }
}

@ObjectType({ implements: RoomEvent, simpleResolvers: true, description: 'The text of a message changed.' })
@SameFor('everybody')
export class MessageEdited extends RoomEvent {
  @Field(() => Message, { description: 'As it stands now, which may be newer than this event.' })
  readonly message: Message;

  constructor(head: EventHead, message: Message) {
    super(head);
    this.message = message;
  }
}

@ObjectType({ implements: RoomEvent, simpleResolvers: true, description: 'A message was deleted.' })
@SameFor('everybody')
export class MessageDeleted extends RoomEvent {
  @Field(() => Message, { description: 'Without text and reactions.' })
  readonly message: Message;

  readonly byId: string;

  constructor(head: EventHead, { message, byId }: { message: Message; byId: string }) {
    super(head);
    this.message = message;
    this.byId = byId;
  }

  @Field(() => User, { description: 'Its author, a moderator or an administrator.' })
  @SameFor('everybody')
  @Cost(1)
  by(@Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(this.byId);
  }
}

interface ReactionChange {
  messageId: string;
  emoji: string;
  userId: string;
}

@ObjectType({ implements: RoomEvent, simpleResolvers: true, description: 'A user reacted to a message.' })
@SameFor('everybody')
export class ReactionAdded extends RoomEvent {
  @Field(() => ID, { description: '`Message.id` of the message that it is about.' })
  readonly messageId: string;

  @Field(() => String, { description: 'What the user reacted with.' })
  readonly emoji: string;

  readonly userId: string;

  constructor(head: EventHead, { messageId, emoji, userId }: ReactionChange) {
    super(head);
    this.messageId = messageId;
    this.emoji = emoji;
    this.userId = userId;
  }

  @Field(() => User, { description: 'Who reacted.' })
  @SameFor('everybody')
  @Cost(1)
  user(@Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(this.userId);
  }
}

@ObjectType({ implements: RoomEvent, simpleResolvers: true, description: 'A user took a reaction back.' })
@SameFor('everybody')
export class ReactionRemoved extends RoomEvent {
  @Field(() => ID, { description: '`Message.id` of the message that it is about.' })
  readonly messageId: string;

  @Field(() => String, { description: 'What the user took back.' })
  readonly emoji: string;

  readonly userId: string;

  constructor(head: EventHead, { messageId, emoji, userId }: ReactionChange) {
    super(head);
    this.messageId = messageId;
    this.emoji = emoji;
    this.userId = userId;
  }

  @Field(() => User, { description: 'Who took it back.' })
  @SameFor('everybody')
  @Cost(1)
  user(@Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(this.userId);
  }
}
