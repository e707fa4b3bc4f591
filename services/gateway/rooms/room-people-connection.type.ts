import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../schema/page.type.ts';
import { RoomBan, RoomInvitation, RoomMember } from './room-people.type.ts';

@ObjectType({ simpleResolvers: true })
export class RoomMemberEdge {
  @Field(() => String)
  readonly cursor!: string;

  @Field(() => RoomMember)
  readonly node!: RoomMember;
}

@ObjectType({ simpleResolvers: true })
export class RoomMemberConnection {
  @Field(() => [RoomMemberEdge])
  readonly edges!: RoomMemberEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}

@ObjectType({ simpleResolvers: true })
export class RoomBanEdge {
  @Field(() => String)
  readonly cursor!: string;

  @Field(() => RoomBan)
  readonly node!: RoomBan;
}

@ObjectType({ simpleResolvers: true })
export class RoomBanConnection {
  @Field(() => [RoomBanEdge])
  readonly edges!: RoomBanEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}

@ObjectType({ simpleResolvers: true })
export class RoomInvitationEdge {
  @Field(() => String)
  readonly cursor!: string;

  @Field(() => RoomInvitation)
  readonly node!: RoomInvitation;
}

@ObjectType({ simpleResolvers: true })
export class RoomInvitationConnection {
  @Field(() => [RoomInvitationEdge])
  readonly edges!: RoomInvitationEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}
