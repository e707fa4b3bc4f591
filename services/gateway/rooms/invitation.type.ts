import type { OwnInvitation } from '@confab/proto/rooms/v1/rooms_pb';
import { Field, ObjectType } from 'type-graphql';
import { required } from '../context/loader.ts';
import { DateTime } from '../graphql/date-time.scalar.ts';
import { PageInfo } from '../graphql/page.type.ts';
import { Room } from './room.type.ts';

@ObjectType({ simpleResolvers: true, description: 'Into a room that the viewer has neither joined nor declined.' })
export class Invitation {
  @Field(() => Room, { description: 'Where the viewer may join. They read it once they have.' })
  readonly room: Room;

  @Field(() => DateTime, { description: 'When they were invited, the last time if several people did.' })
  readonly at: number;

  readonly byId: string;

  constructor({ room, byId, atMs }: OwnInvitation, viewerId: string) {
    this.room = new Room(required(room, 'room'), viewerId);
    this.byId = byId;
    this.at = atMs;
  }
}

@ObjectType({ simpleResolvers: true, description: 'An invitation and its place in the list.' })
export class InvitationEdge {
  @Field(() => String, { description: 'Hand it back as `after` to go on behind this one.' })
  readonly cursor!: string;

  @Field(() => Invitation)
  readonly node!: Invitation;
}

@ObjectType({ simpleResolvers: true, description: 'A page of invitations.' })
export class InvitationConnection {
  @Field(() => [InvitationEdge])
  readonly edges!: InvitationEdge[];

  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
}
