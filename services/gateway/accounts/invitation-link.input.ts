import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'How often and for how long a link of invitation works.' })
export class CreateInvitationLinkInput {
  @Field(() => Int, { nullable: true, description: 'Accounts that can be made with it, 1–10,000. Absent: any number.' })
  uses?: number | undefined;

  @Field(() => Int, { nullable: true, description: 'Hours that it works, 1–8,784. Absent: until it is revoked.' })
  expiresInHours?: number | undefined;
}

@InputType({ description: 'Which one is meant.' })
export class IdInput {
  @Field(() => ID, { description: 'As it was answered when it was made.' })
  id!: string;
}
