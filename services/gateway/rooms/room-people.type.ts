import type { Ban, Invitation, Member } from '@confab/proto/rooms/v1/rooms_pb';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../graphql/date-time.scalar.ts';
import { SameFor } from '../graphql/same-for.ts';
import { RoomRole } from './room.enums.ts';
import { toRole } from './room.type.ts';

@ObjectType({ simpleResolvers: true, description: 'A user who has joined the room.' })
@SameFor('everybody')
export class RoomMember {
  @Field(() => RoomRole, { description: 'What they may do in the room.' })
  readonly role: RoomRole;

  @Field(() => DateTime, { description: 'When they became a member.' })
  readonly joinedAt: number;

  readonly userId: string;

  constructor({ userId, role, joinedAtMs }: Member) {
    this.userId = userId;
    this.role = toRole(role) ?? 'MEMBER';
    this.joinedAt = joinedAtMs;
  }
}

@ObjectType({ simpleResolvers: true, description: 'Keeps a user out of a room until it is lifted.' })
export class RoomBan {
  @Field(() => DateTime, { description: 'When they were banned.' })
  readonly at: number;

  @Field(() => String, { nullable: true, description: 'Null where none was given.' })
  readonly reason: string | undefined;

  readonly userId: string;
  readonly byId: string;

  constructor({ userId, byId, atMs, reason }: Ban) {
    this.userId = userId;
    this.byId = byId;
    this.at = atMs;
    this.reason = reason;
  }
}

@ObjectType({ simpleResolvers: true, description: 'Of somebody who has not joined yet.' })
export class RoomInvitation {
  @Field(() => DateTime, { description: 'When they were invited.' })
  readonly at: number;

  readonly userId: string;
  readonly byId: string;

  constructor({ userId, byId, atMs }: Invitation) {
    this.userId = userId;
    this.byId = byId;
    this.at = atMs;
  }
}
