import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../execution/context.ts';
import { Message } from '../messages/message.type.ts';
import { type EventHead, RoomEvent } from './room-event.type.ts';

@ObjectType({ implements: RoomEvent, simpleResolvers: true })
export class MessagePosted extends RoomEvent {
  @Field(() => Message)
  readonly message: Message;

  constructor(head: EventHead, message: Message) {
    super(head);
    this.message = message;
  }
}

@ObjectType({ implements: RoomEvent, simpleResolvers: true })
export class MessageEdited extends RoomEvent {
  @Field(() => Message)
  readonly message: Message;

  constructor(head: EventHead, message: Message) {
    super(head);
    this.message = message;
  }
}

@ObjectType({ implements: RoomEvent, simpleResolvers: true })
export class MessageDeleted extends RoomEvent {
  @Field(() => Message)
  readonly message: Message;

  readonly byId: string;

  constructor(head: EventHead, { message, byId }: { message: Message; byId: string }) {
    super(head);
    this.message = message;
    this.byId = byId;
  }

  @Field(() => User)
  by(@Ctx() context: GatewayContext) {
    return context.user(this.byId);
  }
}

interface ReactionChange {
  messageId: string;
  emoji: string;
  userId: string;
}

@ObjectType({ implements: RoomEvent, simpleResolvers: true })
export class ReactionAdded extends RoomEvent {
  @Field(() => ID)
  readonly messageId: string;

  @Field(() => String)
  readonly emoji: string;

  readonly userId: string;

  constructor(head: EventHead, { messageId, emoji, userId }: ReactionChange) {
    super(head);
    this.messageId = messageId;
    this.emoji = emoji;
    this.userId = userId;
  }

  @Field(() => User)
  user(@Ctx() context: GatewayContext) {
    return context.user(this.userId);
  }
}

@ObjectType({ implements: RoomEvent, simpleResolvers: true })
export class ReactionRemoved extends RoomEvent {
  @Field(() => ID)
  readonly messageId: string;

  @Field(() => String)
  readonly emoji: string;

  readonly userId: string;

  constructor(head: EventHead, { messageId, emoji, userId }: ReactionChange) {
    super(head);
    this.messageId = messageId;
    this.emoji = emoji;
    this.userId = userId;
  }

  @Field(() => User)
  user(@Ctx() context: GatewayContext) {
    return context.user(this.userId);
  }
}
