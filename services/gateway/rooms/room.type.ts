import {
  PostingPolicy as PolicyCode,
  RoomRole as RoleCode,
  type Room as RoomRecord,
  RoomVisibility as VisibilityCode,
} from '@confab/proto/rooms/v1/rooms_pb';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../graphql/date-time.scalar.ts';
import { Node } from '../graphql/node.type.ts';
import { SameFor } from '../graphql/same-for.ts';
import { PostingPolicy, RoomRole, RoomVisibility } from './room.enums.ts';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A place where many write. A private one is NOT_FOUND for all but its members, the invited and administrators.',
})
@SameFor('everybody')
export class Room extends Node {
  override readonly id: string;

  @Field(() => String, {
    description: '1–64 letters, digits, `-` and `_`; unique among rooms in any letter case, never changes.',
  })
  readonly name: string;

  @Field(() => String, {
    description: 'What people see: the name, where the room has nothing else. Need not be unique.',
  })
  readonly displayName: string;

  @Field(() => String, { nullable: true, description: 'One line of at most 250 characters; null where there is none.' })
  readonly topic: string | undefined;

  @Field(() => RoomVisibility, { description: 'Who knows of the room, and who may join and read it.' })
  readonly visibility: RoomVisibility;

  @Field(() => PostingPolicy, {
    description: "Who may post: every member, or only the room's owner and moderators (an announcement room).",
  })
  readonly posting: PostingPolicy;

  @Field(() => Int, { description: 'Distinct users who have the room open now.' })
  readonly onlineCount: number;

  @Field(() => Int, { description: 'Users who have joined.' })
  readonly memberCount: number;

  @Field(() => DateTime, { description: 'When it was created, by the clock of the server.' })
  readonly createdAt: number;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Since when the room is only read: nobody posts, reacts, edits, joins or is invited. Null while it is in use.',
  })
  readonly archivedAt: number | undefined;

  readonly archivedById: string | undefined;

  /** Whose answer this is; the membership below is theirs. */
  readonly seenBy: string;
  readonly role: RoomRole | undefined;

  constructor(room: RoomRecord, seenBy: string) {
    super();
    this.id = room.id;
    this.name = room.name;
    this.displayName = room.displayName;
    this.topic = room.topic;
    this.visibility = room.visibility === VisibilityCode.PRIVATE ? 'PRIVATE' : 'PUBLIC';
    this.posting = room.posting === PolicyCode.MODERATORS ? 'MODERATORS' : 'MEMBERS';
    this.onlineCount = room.onlineCount;
    this.memberCount = room.memberCount;
    this.createdAt = room.createdAtMs;
    this.archivedAt = room.archivedAtMs;
    this.archivedById = room.archivedById;
    this.seenBy = seenBy;
    this.role = toRole(room.membership);
  }
}

/** The role of a membership; undefined where there is none. */
export function toRole(code: RoleCode | undefined): RoomRole | undefined {
  if (code === RoleCode.OWNER) return 'OWNER';
  if (code === RoleCode.MODERATOR) return 'MODERATOR';
  return code === RoleCode.MEMBER ? 'MEMBER' : undefined;
}

@ObjectType({ implements: Node, simpleResolvers: true, description: "The viewer's own standing in a room." })
@SameFor('viewer')
export class Membership extends Node {
  override readonly id: string;

  @Field(() => RoomRole, { description: 'What the viewer may do in the room.' })
  readonly role: RoomRole;

  readonly roomId: string;

  constructor(role: RoomRole, { roomId, userId }: { roomId: string; userId: string }) {
    super();
    this.id = `${roomId}:${userId}`;
    this.role = role;
    this.roomId = roomId;
  }
}
