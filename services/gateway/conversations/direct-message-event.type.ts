import { Field, ObjectType } from 'type-graphql';
import { Message } from '../messages/message.type.ts';
import type { EventHead } from '../rooms/room-event.type.ts';
import { InboxEvent } from './inbox-event.type.ts';

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description: 'A private message was sent, by the viewer or to them. Receiving it counts as delivery.',
})
export class DirectMessagePosted extends InboxEvent {
  @Field(() => Message, {
    description:
      'As sent; on resuming as it stands now. `SENT` and without reactions: what came later comes as events.',
  })
  readonly message: Message;

  constructor(head: EventHead, message: Message) {
    super(head);
    this.message = message;
  }
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description: 'The text of a private message changed, or the reactions to it.',
})
export class DirectMessageEdited extends InboxEvent {
  @Field(() => Message, { description: 'As it stands now, which may be newer than this event.' })
  readonly message: Message;

  constructor(head: EventHead, message: Message) {
    super(head);
    this.message = message;
  }
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description: 'A private message was deleted by its author.',
})
export class DirectMessageDeleted extends InboxEvent {
  @Field(() => Message, { description: 'Without text and reactions.' })
  readonly message: Message;

  constructor(head: EventHead, message: Message) {
    super(head);
    this.message = message;
  }
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description: 'A message that named the viewer with `@` was edited and does so no more.',
})
export class MentionEnded extends InboxEvent {
  @Field(() => Message, { description: 'As it stands now.' })
  readonly message: Message;

  constructor(head: EventHead, message: Message) {
    super(head);
    this.message = message;
  }
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description: "A message in one of the viewer's rooms names them with `@`, since it was posted or edited.",
})
export class Mentioned extends InboxEvent {
  @Field(() => Message, { description: 'As it stands now.' })
  readonly message: Message;

  constructor(head: EventHead, message: Message) {
    super(head);
    this.message = message;
  }
}
