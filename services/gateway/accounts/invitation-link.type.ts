import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../graphql/date-time.scalar.ts';

@ObjectType({ simpleResolvers: true, description: 'An address at which people make accounts, or join a room.' })
export class InvitationLinkPayload {
  @Field(() => ID, { description: 'For `revokeInvitationLink`.' })
  readonly id!: string;

  @Field(() => String, {
    description: 'A secret, told this one time. Its last segment is what `RegisterInput.invitation` takes.',
  })
  readonly url!: string;

  @Field(() => Int, { nullable: true, description: 'How many people may come in with it. Null: any number.' })
  readonly uses!: number | undefined;

  @Field(() => DateTime, { nullable: true, description: 'It does not work after this. Null: until it is revoked.' })
  readonly expiresAt!: number | undefined;
}

@ObjectType({ simpleResolvers: true, description: 'A room, as it is told to whoever has a link into it.' })
export class InvitedRoom {
  @Field(() => String, { description: 'Its name, which is its address.' })
  readonly name!: string;

  @Field(() => String, { description: 'What people see.' })
  readonly displayName!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What an invitation tells whoever opens it.' })
export class Invite {
  @Field(() => String, {
    nullable: true,
    description:
      'Display name of whoever made the link. Null for the link of the first account, who administers the server.',
  })
  readonly invitedBy!: string | undefined;

  @Field(() => DateTime, { nullable: true, description: 'It does not work after this. Null: until it is revoked.' })
  readonly expiresAt!: number | undefined;

  @Field(() => InvitedRoom, {
    nullable: true,
    description: 'The room that the link leads into: `joinByInvitation`. Null for one that makes accounts alone.',
  })
  readonly room!: InvitedRoom | undefined;
}
