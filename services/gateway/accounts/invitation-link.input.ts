import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'How often and for how long a link of invitation works.' })
export class CreateInvitationLinkInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Name of a room that whoever has the link may join, a private one as well. Absent: it makes accounts alone.',
  })
  room?: string | undefined;

  @Field(() => Int, {
    nullable: true,
    description: 'How many people may come in with it, 1–10,000. Absent: any number.',
  })
  uses?: number | undefined;

  @Field(() => Int, { nullable: true, description: 'Hours that it works, 1–8,784. Absent: until it is revoked.' })
  expiresInHours?: number | undefined;
}

@InputType({ description: 'Which one is meant.' })
export class IdInput {
  @Field(() => ID, { description: 'As it was answered when it was made.' })
  id!: string;
}
