import { Field, ObjectType } from 'type-graphql';
import { Message } from '../messages/message.type.ts';
import type { EventHead } from '../rooms/room-event.type.ts';
import { InboxEvent } from './inbox-event.type.ts';

@ObjectType({ implements: InboxEvent, simpleResolvers: true })
export class DirectMessagePosted extends InboxEvent {
  @Field(() => Message)
  readonly message: Message;

  constructor(head: EventHead, message: Message) {
    super(head);
    this.message = message;
  }
}

@ObjectType({ implements: InboxEvent, simpleResolvers: true })
export class DirectMessageEdited extends InboxEvent {
  @Field(() => Message)
  readonly message: Message;

  constructor(head: EventHead, message: Message) {
    super(head);
    this.message = message;
  }
}

@ObjectType({ implements: InboxEvent, simpleResolvers: true })
export class DirectMessageDeleted extends InboxEvent {
  @Field(() => Message)
  readonly message: Message;

  constructor(head: EventHead, message: Message) {
    super(head);
    this.message = message;
  }
}

@ObjectType({ implements: InboxEvent, simpleResolvers: true })
export class Mentioned extends InboxEvent {
  @Field(() => Message)
  readonly message: Message;

  constructor(head: EventHead, message: Message) {
    super(head);
    this.message = message;
  }
}
