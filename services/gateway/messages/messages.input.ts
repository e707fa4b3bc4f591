import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({
  description:
    '`idempotencyKey` is unique per author, 1–64 characters, such as a UUID. Repeating it with the same room, text and `replyTo` returns the first result; with anything else it is CONFLICT.',
})
export class PostMessageInput {
  @Field(() => String, { description: 'Name of the room, in any letter case.' })
  room!: string;

  @Field(() => String, {
    description: '1–4,000 characters, something visible among them; `@name` mentions members, at most 20.',
  })
  text!: string;

  @Field(() => ID, { nullable: true, description: 'Id of the message of this room that it answers.' })
  replyTo?: string | undefined;

  @Field(() => String, { nullable: true, description: "The author's own key for this one message, 1–64 characters." })
  idempotencyKey?: string | undefined;
}

@InputType({
  description:
    '`idempotencyKey` is unique per author, 1–64 characters, such as a UUID. Repeating it with the same recipient, text and `replyTo` returns the first result; with anything else it is CONFLICT.',
})
export class SendDirectMessageInput {
  @Field(() => String, { description: 'Username of the recipient, in any letter case.' })
  to!: string;

  @Field(() => String, { description: '1–4,000 characters, something visible among them.' })
  text!: string;

  @Field(() => ID, { nullable: true, description: 'Id of the message of this conversation that it answers.' })
  replyTo?: string | undefined;

  @Field(() => String, { nullable: true, description: "The author's own key for this one message, 1–64 characters." })
  idempotencyKey?: string | undefined;
}

@InputType({ description: 'A message and its new text.' })
export class EditMessageInput {
  @Field(() => ID, { description: '`Message.id` of the message.' })
  id!: string;

  @Field(() => String, { description: '1–4,000 characters, something visible among them.' })
  text!: string;
}

@InputType({ description: 'Which message is meant.' })
export class MessageInput {
  @Field(() => ID, { description: '`Message.id` of the message.' })
  id!: string;
}

@InputType({ description: 'A reaction to a message.' })
export class ReactionInput {
  @Field(() => ID, { description: 'Of the message.' })
  id!: string;

  @Field(() => String, {
    description: 'A single emoji, in any of the forms that keyboards send; anything else is BAD_USER_INPUT.',
  })
  emoji!: string;
}

@InputType({
  description: "Exactly one of room and conversation (its peer's name). Reading never moves the marker back.",
})
export class MarkReadInput {
  @Field(() => String, { nullable: true, description: 'Name of the room, in any letter case.' })
  room?: string | undefined;

  @Field(() => String, { nullable: true, description: 'Username of the other side, in any letter case.' })
  conversation?: string | undefined;

  @Field(() => Int, { description: 'Of the last message that was read; beyond the newest event it means that one.' })
  seq!: number;
}

@InputType({ description: "Exactly one of room and conversation (its peer's name)." })
export class MarkUnreadInput {
  @Field(() => String, { nullable: true, description: 'Name of the room, in any letter case.' })
  room?: string | undefined;

  @Field(() => String, { nullable: true, description: 'Username of the other side, in any letter case.' })
  conversation?: string | undefined;

  @Field(() => Int, {
    description: 'Of the first message that is to be unread; where it is unread already nothing changes.',
  })
  seq!: number;
}
