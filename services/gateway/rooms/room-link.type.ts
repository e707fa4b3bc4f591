import type { RoomLink as RoomLinkRecord } from '@confab/proto/rooms/v1/rooms_pb';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../graphql/date-time.scalar.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'A link into a room that works. Its address was told when it was made, and never again.',
})
export class RoomInvitationLink {
  @Field(() => ID, { description: 'For `revokeInvitationLink`.' })
  readonly id: string;

  @Field(() => DateTime, { description: 'When it was made.' })
  readonly createdAt: number;

  @Field(() => Int, { description: 'How many have joined with it.' })
  readonly used: number;

  @Field(() => Int, { nullable: true, description: 'How many may join with it, all in all. Null: any number.' })
  readonly uses: number | undefined;

  @Field(() => DateTime, { nullable: true, description: 'It does not work after this. Null: until it is revoked.' })
  readonly expiresAt: number | undefined;

  readonly byId: string;

  constructor({ id, byId, createdAtMs, used, uses, expiresAtMs }: RoomLinkRecord) {
    this.id = id;
    this.byId = byId;
    this.createdAt = createdAtMs;
    this.used = used;
    this.uses = uses;
    this.expiresAt = expiresAtMs;
  }
}
