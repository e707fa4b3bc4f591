import {
  RoomOrder as OrderCode,
  PostingPolicy as PolicyCode,
  RoomRole as RoleCode,
  RoomVisibility as VisibilityCode,
} from '@confab/proto/rooms/v1/rooms_pb';
import { registerEnumType } from 'type-graphql';

export const RoomRole = { OWNER: 'OWNER', MODERATOR: 'MODERATOR', MEMBER: 'MEMBER' } as const;
export type RoomRole = keyof typeof RoomRole;
registerEnumType(RoomRole, { name: 'RoomRole' });

export const RoomVisibility = { PUBLIC: 'PUBLIC', PRIVATE: 'PRIVATE' } as const;
export type RoomVisibility = keyof typeof RoomVisibility;
registerEnumType(RoomVisibility, { name: 'RoomVisibility' });

export const PostingPolicy = { MEMBERS: 'MEMBERS', MODERATORS: 'MODERATORS' } as const;
export type PostingPolicy = keyof typeof PostingPolicy;
registerEnumType(PostingPolicy, {
  name: 'PostingPolicy',
  description: "Who may post: every member, or only the room's owner and moderators (an announcement room).",
});

export const RoomOrder = { ONLINE: 'ONLINE', ACTIVITY: 'ACTIVITY', NAME: 'NAME' } as const;
export type RoomOrder = keyof typeof RoomOrder;
registerEnumType(RoomOrder, { name: 'RoomOrder' });

/** The public names as the rooms service counts them: both use the same words. */
export const roleCode = (role: RoomRole): RoleCode => RoleCode[role];
export const visibilityCode = (visibility: RoomVisibility): VisibilityCode => VisibilityCode[visibility];
export const postingCode = (posting: PostingPolicy): PolicyCode => PolicyCode[posting];
export const orderCode = (order: RoomOrder): OrderCode => OrderCode[order];
