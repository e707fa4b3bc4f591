import { Field, InputType } from 'type-graphql';
import { EmptyClears } from '../graphql/absent.ts';
import { PostingPolicy, RoomRole, RoomVisibility } from './room.enums.ts';

@InputType({ description: 'How a room begins. What breaks a rule is BAD_USER_INPUT that names the field.' })
export class CreateRoomInput {
  @Field(() => String, {
    description:
      '1–64 letters of one script, digits, `-` and `_`. ALREADY_EXISTS if another room has it, or one that looks like it.',
  })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What people see instead of the name, at most 64 characters, cleaned as those of people are. Need not be unique.',
  })
  displayName?: string | undefined;

  @Field(() => String, { nullable: true, description: 'One line of at most 250 characters.' })
  topic?: string | undefined;

  @Field(() => RoomVisibility, {
    nullable: true,
    defaultValue: 'PUBLIC',
    description: 'Who knows of the room, and who may join and read it.',
  })
  visibility?: RoomVisibility | undefined;

  @Field(() => PostingPolicy, { nullable: true, defaultValue: 'MEMBERS', description: 'Who may post in it.' })
  posting?: PostingPolicy | undefined;
}

@InputType({ description: 'What changes of a room; what is absent, or null, stays as it is.' })
export class UpdateRoomInput {
  @Field(() => String, { description: 'Its name, in any letter case.' })
  room!: string;

  @EmptyClears()
  @Field(() => String, {
    nullable: true,
    description: 'What people see instead of the name, at most 64 characters; `""` shows the name again.',
  })
  displayName?: string | undefined;

  @EmptyClears()
  @Field(() => String, {
    nullable: true,
    description: 'One line of at most 250 characters; `""` takes the topic away.',
  })
  topic?: string | undefined;

  @Field(() => RoomVisibility, {
    nullable: true,
    description: 'Members stay when a room turns private.',
  })
  visibility?: RoomVisibility | undefined;

  @Field(() => PostingPolicy, { nullable: true, description: 'Who may post from now on.' })
  posting?: PostingPolicy | undefined;
}

@InputType({ description: 'Which room is meant.' })
export class RoomInput {
  @Field(() => String, { description: 'Its name, in any letter case.' })
  room!: string;
}

@InputType({ description: 'A user, and the room that it is about.' })
export class RoomUserInput {
  @Field(() => String, { description: 'Name of the room, in any letter case.' })
  room!: string;

  @Field(() => String, { description: 'Whom it is about, in any letter case.' })
  username!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Of a ban or kick: one line of at most 250 characters. Otherwise not looked at.',
  })
  reason?: string | undefined;
}

@InputType({ description: 'A member and the role that they are to have.' })
export class SetRoomRoleInput {
  @Field(() => String, { description: 'Name of the room, in any letter case.' })
  room!: string;

  @Field(() => String, { description: 'In any letter case.' })
  username!: string;

  @Field(() => RoomRole, { description: 'What they are to be in the room.' })
  role!: RoomRole;
}
