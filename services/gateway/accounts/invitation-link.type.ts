import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../schema/date-time.scalar.ts';

@ObjectType({ simpleResolvers: true, description: 'An address at which people make accounts.' })
export class InvitationLinkPayload {
  @Field(() => ID, { description: 'For `revokeInvitationLink`.' })
  readonly id!: string;

  @Field(() => String, {
    description: 'A secret, told this one time. Its last segment is what `RegisterInput.invitation` takes.',
  })
  readonly url!: string;

  @Field(() => Int, { nullable: true, description: 'Accounts that can be made with it. Null: any number.' })
  readonly uses!: number | undefined;

  @Field(() => DateTime, { nullable: true, description: 'It does not work after this. Null: until it is revoked.' })
  readonly expiresAt!: number | undefined;
}

@ObjectType({ simpleResolvers: true, description: 'What an invitation tells whoever opens it.' })
export class Invite {
  @Field(() => String, {
    nullable: true,
    description:
      "The administrator's display name. Null for the link of the first account, who administers the server.",
  })
  readonly invitedBy!: string | undefined;

  @Field(() => DateTime, { nullable: true, description: 'It does not work after this. Null: until it is revoked.' })
  readonly expiresAt!: number | undefined;
}
