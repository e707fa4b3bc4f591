import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../graphql/page.type.ts';
import { SameFor } from '../graphql/same-for.ts';
import { RoomBan, RoomInvitation, RoomMember } from './room-people.type.ts';

@ObjectType({ simpleResolvers: true, description: 'A member and its place in the list.' })
@SameFor('everybody')
export class RoomMemberEdge {
  @Field(() => String, { description: 'Hand it back as `after` to go on behind this one.' })
  readonly cursor!: string;

  @Field(() => RoomMember)
  readonly node!: RoomMember;
}

@ObjectType({ simpleResolvers: true, description: 'A page of members.' })
@SameFor('everybody')
export class RoomMemberConnection {
  @Field(() => [RoomMemberEdge])
  readonly edges!: RoomMemberEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}

@ObjectType({ simpleResolvers: true, description: 'A ban and its place in the list.' })
export class RoomBanEdge {
  @Field(() => String, { description: 'Hand it back as `after` to go on behind this one.' })
  readonly cursor!: string;

  @Field(() => RoomBan)
  readonly node!: RoomBan;
}

@ObjectType({ simpleResolvers: true, description: 'A page of bans.' })
export class RoomBanConnection {
  @Field(() => [RoomBanEdge])
  readonly edges!: RoomBanEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}

@ObjectType({ simpleResolvers: true, description: 'An invitation and its place in the list.' })
export class RoomInvitationEdge {
  @Field(() => String, { description: 'Hand it back as `after` to go on behind this one.' })
  readonly cursor!: string;

  @Field(() => RoomInvitation)
  readonly node!: RoomInvitation;
}

@ObjectType({ simpleResolvers: true, description: 'A page of invitations.' })
export class RoomInvitationConnection {
  @Field(() => [RoomInvitationEdge])
  readonly edges!: RoomInvitationEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}
