import {
  RoomOrder as OrderCode,
  PostingPolicy as PolicyCode,
  RoomRole as RoleCode,
  RoomVisibility as VisibilityCode,
} from '@confab/proto/rooms/v1/rooms_pb';
import { registerEnumType } from 'type-graphql';

export const RoomRole = { OWNER: 'OWNER', MODERATOR: 'MODERATOR', MEMBER: 'MEMBER' } as const;
export type RoomRole = keyof typeof RoomRole;
registerEnumType(RoomRole, {
  name: 'RoomRole',
  description:
    'Standing of a member. One acts on those below oneself; administrators of the server stand above owners.',
  valuesConfig: {
    OWNER: { description: 'Changes and deletes the room and appoints; a room with members always has one.' },
    MODERATOR: { description: 'Kicks, bans, deletes messages of others, invites into a private room.' },
    MEMBER: { description: 'Posts, unless the posting policy keeps that to others; invites into a public room.' },
  },
});

export const RoomVisibility = { PUBLIC: 'PUBLIC', PRIVATE: 'PRIVATE' } as const;
export type RoomVisibility = keyof typeof RoomVisibility;
registerEnumType(RoomVisibility, {
  name: 'RoomVisibility',
  description: 'Who knows of a room, and who may join and read it.',
  valuesConfig: {
    PUBLIC: { description: 'Every user who is not banned from it.' },
    PRIVATE: { description: 'Members read it, the invited may join; to others it does not exist.' },
  },
});

export const PostingPolicy = { MEMBERS: 'MEMBERS', MODERATORS: 'MODERATORS' } as const;
export type PostingPolicy = keyof typeof PostingPolicy;
registerEnumType(PostingPolicy, {
  name: 'PostingPolicy',
  description: "Who may post: every member, or only the room's owner and moderators (an announcement room).",
  valuesConfig: {
    MEMBERS: { description: 'Every member.' },
    MODERATORS: { description: 'The owner and moderators: an announcement room.' },
  },
});

export const RoomOrder = { ONLINE: 'ONLINE', ACTIVITY: 'ACTIVITY', NAME: 'NAME' } as const;
export type RoomOrder = keyof typeof RoomOrder;
registerEnumType(RoomOrder, {
  name: 'RoomOrder',
  description: 'What a list of rooms is ordered by. A cursor belongs to one order.',
  valuesConfig: {
    ONLINE: { description: 'Most users online first, then as ACTIVITY.' },
    ACTIVITY: { description: 'Newest message first, before there is any the creation; then as NAME.' },
    NAME: { description: 'The name, letter case aside.' },
  },
});

export const MemberOrder = { NAME: 'NAME', ROLE_AND_PRESENCE: 'ROLE_AND_PRESENCE' } as const;
export type MemberOrder = keyof typeof MemberOrder;
registerEnumType(MemberOrder, {
  name: 'MemberOrder',
  description: 'What a list of members is ordered by. A cursor belongs to one order.',
  valuesConfig: {
    NAME: { description: 'The username, letter case aside.' },
    ROLE_AND_PRESENCE: { description: 'Owners, moderators, members; of each those first who are online, by name.' },
  },
});

/** The public names as the rooms service counts them: both use the same words. */
export const roleCode = (role: RoomRole): RoleCode => RoleCode[role];
export const visibilityCode = (visibility: RoomVisibility): VisibilityCode => VisibilityCode[visibility];
export const postingCode = (posting: PostingPolicy): PolicyCode => PolicyCode[posting];
export const orderCode = (order: RoomOrder): OrderCode => OrderCode[order];
