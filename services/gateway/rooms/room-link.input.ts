import { Field, InputType } from 'type-graphql';

@InputType({ description: 'The link that somebody follows.' })
export class JoinByInvitationInput {
  @Field(() => String, { description: 'The last segment of its address.' })
  token!: string;
}
