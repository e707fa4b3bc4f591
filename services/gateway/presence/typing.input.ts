import { Field, InputType } from 'type-graphql';

@InputType({ description: "Exactly one of room and conversation (its peer's name)." })
export class SetTypingInput {
  @Field(() => String, { nullable: true, description: 'Name of the room, in any letter case.' })
  room?: string | undefined;

  @Field(() => String, { nullable: true, description: 'Username of the other side, in any letter case.' })
  conversation?: string | undefined;

  @Field(() => Boolean, { description: 'False: stopped.' })
  typing!: boolean;
}
