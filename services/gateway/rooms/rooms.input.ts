import { Field, InputType } from 'type-graphql';
import { PostingPolicy, RoomRole, RoomVisibility } from './room.enums.ts';

@InputType()
export class CreateRoomInput {
  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  topic?: string | null;

  @Field(() => RoomVisibility, { nullable: true, defaultValue: 'PUBLIC' })
  visibility?: RoomVisibility | null;

  @Field(() => PostingPolicy, { nullable: true, defaultValue: 'MEMBERS' })
  posting?: PostingPolicy | null;
}

@InputType()
export class UpdateRoomInput {
  @Field(() => String)
  room!: string;

  @Field(() => String, { nullable: true, description: 'Null or empty takes the topic away.' })
  topic?: string | null;

  @Field(() => RoomVisibility, { nullable: true })
  visibility?: RoomVisibility | null;

  @Field(() => PostingPolicy, { nullable: true })
  posting?: PostingPolicy | null;
}

@InputType()
export class RoomInput {
  @Field(() => String)
  room!: string;
}

@InputType()
export class RoomUserInput {
  @Field(() => String)
  room!: string;

  @Field(() => String)
  username!: string;

  @Field(() => String, { nullable: true })
  reason?: string | null;
}

@InputType()
export class SetRoomRoleInput {
  @Field(() => String)
  room!: string;

  @Field(() => String)
  username!: string;

  @Field(() => RoomRole)
  role!: RoomRole;
}
