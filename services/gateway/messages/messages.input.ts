import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({
  description: '`idempotencyKey` is unique per author, 1–64 characters; repeating it returns the first result.',
})
export class PostMessageInput {
  @Field(() => String)
  room!: string;

  @Field(() => String)
  text!: string;

  @Field(() => ID, { nullable: true })
  replyTo?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class SendDirectMessageInput {
  @Field(() => String)
  to!: string;

  @Field(() => String)
  text!: string;

  @Field(() => ID, { nullable: true })
  replyTo?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class EditMessageInput {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  text!: string;
}

@InputType()
export class MessageInput {
  @Field(() => ID)
  id!: string;
}

@InputType()
export class ReactionInput {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  emoji!: string;
}

@InputType({
  description: "Exactly one of room and conversation (its peer's name). The marker never moves back.",
})
export class MarkReadInput {
  @Field(() => String, { nullable: true })
  room?: string | null;

  @Field(() => String, { nullable: true })
  conversation?: string | null;

  @Field(() => Int, { description: 'Of the last message that was read; beyond the newest event it means that one.' })
  seq!: number;
}
