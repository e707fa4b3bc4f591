import type { DomainEvent } from '@confab/runtime/event-store/event';

export type RoomRole = 'owner' | 'moderator' | 'member';
export type RoomVisibility = 'public' | 'private';
/** Who may post: every member, or only owners and moderators (an announcement room). */
export type PostingPolicy = 'members' | 'moderators';

/** The owner is a member from here on. */
export type RoomCreated = DomainEvent<
  'RoomCreated',
  { name: string; topic: string | null; visibility: RoomVisibility; posting: PostingPolicy; ownerId: string }
>;
/** Only what changed; a `null` topic was taken away. */
export type RoomUpdated = DomainEvent<
  'RoomUpdated',
  { topic?: string | null; visibility?: RoomVisibility; posting?: PostingPolicy }
>;
export type RoomDeleted = DomainEvent<'RoomDeleted', { name: string }>;
export type MemberJoined = DomainEvent<'MemberJoined', { userId: string; role: RoomRole }>;
/** `by` is there for a kick. `losesAccess`: the user may not read the room any more, or has to open it anew. */
export type MemberLeft = DomainEvent<
  'MemberLeft',
  { userId: string; reason: 'left' | 'kicked'; by?: string; note?: string; losesAccess: boolean }
>;
/** Implies that the user left, if there was a membership, and takes back an invitation. */
export type MemberBanned = DomainEvent<
  'MemberBanned',
  { userId: string; by: string; note?: string; wasMember: boolean }
>;
export type MemberUnbanned = DomainEvent<'MemberUnbanned', { userId: string; by: string }>;
export type MemberInvited = DomainEvent<'MemberInvited', { userId: string; by: string }>;
/** Declined by the user, or taken back by a moderator. */
export type InvitationWithdrawn = DomainEvent<'InvitationWithdrawn', { userId: string; by: string }>;
/** Appointed by somebody, or successor of an owner who went (`by` is then who caused that). */
export type RoleSet = DomainEvent<'RoleSet', { userId: string; role: RoomRole; by: string }>;

export type RoomEvent =
  | RoomCreated
  | RoomUpdated
  | RoomDeleted
  | MemberJoined
  | MemberLeft
  | MemberBanned
  | MemberUnbanned
  | MemberInvited
  | InvitationWithdrawn
  | RoleSet;
