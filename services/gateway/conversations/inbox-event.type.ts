import { Ctx, Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import { createUserLoader } from '../accounts/user.loader.ts';
import { User } from '../accounts/user.type.ts';
import type { GatewayContext } from '../context/context.ts';
import { Cost, Opens } from '../graphql/cost.ts';
import { Cursor } from '../graphql/cursor.scalar.ts';
import { DateTime } from '../graphql/date-time.scalar.ts';
import { SameFor } from '../graphql/same-for.ts';
import { DeliveryStatus } from '../messages/message.type.ts';
import { type EventHead, ResetReason } from '../rooms/room-event.type.ts';
import { Conversation } from './conversation.type.ts';

@InterfaceType({ description: 'What concerns the viewer wherever they are.' })
export abstract class InboxEvent {
  @Field(() => Cursor, {
    description: 'To resume behind this event: hand it back as `after`. Ephemeral events repeat the last durable one.',
  })
  readonly cursor: string;

  @Field(() => DateTime, { description: 'When it happened, by the clock of the server.' })
  readonly at: number;

  constructor({ cursor, at }: EventHead) {
    this.cursor = cursor;
    this.at = at;
  }
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description: 'First of every subscription; conversations are null when resumed.',
})
@Opens()
export class InboxOpened extends InboxEvent {
  @Field(() => [Conversation], { nullable: true, description: 'At most 50, newest activity first; null when resumed.' })
  @Cost({ reads: 5, each: 40, items: 50 })
  readonly conversations: readonly Conversation[] | undefined;

  @Field(() => Boolean, { description: 'Whether what the client holds goes on: the missed events follow.' })
  readonly resumed: boolean;

  constructor(head: EventHead, conversations?: readonly Conversation[]) {
    super(head);
    this.conversations = conversations;
    this.resumed = conversations === undefined;
  }
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description: 'What the client holds cannot be continued; an InboxOpened with conversations follows.',
})
@Opens()
export class InboxReset extends InboxEvent {
  @Field(() => ResetReason, { description: 'Why it cannot be continued.' })
  readonly resetReason: ResetReason;

  @Field(() => ResetReason, { description: 'As `resetReason`.', deprecationReason: 'Use `resetReason`.' })
  readonly reason: ResetReason;

  constructor(head: EventHead, reason: ResetReason) {
    super(head);
    this.resetReason = reason;
    this.reason = reason;
  }
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description:
    "The sender's own message reached the recipient, or was read; so did all earlier ones of the conversation that reach the recipient.",
})
export class DeliveryChanged extends InboxEvent {
  @Field(() => ID, { description: 'The last message that this is true of.' })
  readonly messageId: string;

  @Field(() => DeliveryStatus, { description: 'How far the messages have come.' })
  readonly delivery: DeliveryStatus;

  constructor(head: EventHead, change: { messageId: string; delivery: DeliveryStatus }) {
    super(head);
    this.messageId = change.messageId;
    this.delivery = change.delivery;
  }
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description: 'Somebody began to write to the viewer privately, or stopped. Not stored.',
})
export class DirectTypingChanged extends InboxEvent {
  @Field(() => Boolean, { description: 'False where they stopped, or fell silent.' })
  readonly typing: boolean;

  readonly userId: string;

  constructor(head: EventHead, { userId, typing }: { userId: string; typing: boolean }) {
    super(head);
    this.userId = userId;
    this.typing = typing;
  }

  @Field(() => User, { description: 'Who is typing.' })
  @SameFor('viewer')
  @Cost(1)
  user(@Ctx() context: GatewayContext) {
    return context.useOpenly(createUserLoader)(this.userId);
  }
}
