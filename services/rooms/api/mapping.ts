import type { MessageInitShape } from '@bufbuild/protobuf';
import {
  RoomOrder as ProtoOrder,
  PostingPolicy as ProtoPosting,
  RoomRole as ProtoRole,
  RoomVisibility as ProtoVisibility,
  type RoomSchema,
} from '@confab/proto/rooms/v1/rooms_pb';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import type { LobbyOrder } from '../application/lobby/order.ts';
import type { RoomView } from '../application/queries/room-view.ts';
import type { PostingPolicy, RoomRole, RoomVisibility } from '../domain/room/events.ts';

const ROLES: Readonly<Record<RoomRole, ProtoRole>> = {
  owner: ProtoRole.OWNER,
  moderator: ProtoRole.MODERATOR,
  member: ProtoRole.MEMBER,
};
const VISIBILITIES: Readonly<Record<RoomVisibility, ProtoVisibility>> = {
  public: ProtoVisibility.PUBLIC,
  private: ProtoVisibility.PRIVATE,
};
const POSTINGS: Readonly<Record<PostingPolicy, ProtoPosting>> = {
  members: ProtoPosting.MEMBERS,
  moderators: ProtoPosting.MODERATORS,
};
const ORDERS: Readonly<Record<LobbyOrder, ProtoOrder>> = {
  online: ProtoOrder.ONLINE,
  activity: ProtoOrder.ACTIVITY,
  name: ProtoOrder.NAME,
};

/** The word for a number of the contract; undefined for UNSPECIFIED and numbers not known here. */
function wordOf<Word extends string>(
  words: Readonly<Record<Word, number>>,
  value: number | undefined,
): Word | undefined {
  return (Object.keys(words) as Word[]).find((word) => words[word] === value);
}

export const toProtoRole = (role: RoomRole): ProtoRole => ROLES[role];
export const fromProtoVisibility = (value: ProtoVisibility | undefined) => wordOf(VISIBILITIES, value);
export const fromProtoPosting = (value: ProtoPosting | undefined) => wordOf(POSTINGS, value);
export const fromProtoOrder = (value: ProtoOrder): LobbyOrder => wordOf(ORDERS, value) ?? 'online';

/** BAD_USER_INPUT naming `role` for anything but a role. */
export function fromProtoRole(value: ProtoRole): RoomRole {
  const role = wordOf(ROLES, value);
  if (!role) throw badInput('role', 'Choose a role.');
  return role;
}

export function toProtoRoom(room: RoomView): MessageInitShape<typeof RoomSchema> {
  const { topic, visibility, posting, archivedAtMs, archivedBy, role, ...rest } = room;
  return {
    ...rest,
    ...(topic !== null && { topic }),
    ...(archivedAtMs !== null && { archivedAtMs }),
    ...(archivedBy !== null && { archivedById: archivedBy }),
    visibility: VISIBILITIES[visibility],
    posting: POSTINGS[posting],
    ...(role && { membership: ROLES[role] }),
  };
}
