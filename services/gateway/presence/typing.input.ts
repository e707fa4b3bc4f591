import { Field, InputType } from 'type-graphql';

@InputType({ description: 'Exactly one of room and conversation.' })
export class SetTypingInput {
  @Field(() => String, { nullable: true })
  room?: string | null;

  @Field(() => String, { nullable: true })
  conversation?: string | null;

  @Field(() => Boolean)
  typing!: boolean;
}
