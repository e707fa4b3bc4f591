import type { DomainEvent, Upcasters } from '@confab/runtime/eventlog/store/event';

export type RoomRole = 'owner' | 'moderator' | 'member';
export type RoomVisibility = 'public' | 'private';
/** Who may post: every member, or only owners and moderators (an announcement room). */
export type PostingPolicy = 'members' | 'moderators';

/**
 * The owner is a member from here on. Version 1 did not know the owner's name. `displayName`:
 * absent where the room is shown by its name.
 */
export type RoomCreated = DomainEvent<
  'RoomCreated',
  {
    name: string;
    displayName?: string;
    topic: string | null;
    visibility: RoomVisibility;
    posting: PostingPolicy;
    ownerId: string;
    ownerName: string;
  }
>;
/** Only what changed; a `null` topic or display name was taken away. */
export type RoomUpdated = DomainEvent<
  'RoomUpdated',
  { displayName?: string | null; topic?: string | null; visibility?: RoomVisibility; posting?: PostingPolicy }
>;
/**
 * From here on the room is only read, until it is restored. `invited`: whose invitations end by it.
 */
export type RoomArchived = DomainEvent<'RoomArchived', { by: string; invited?: string[] }>;
export type RoomRestored = DomainEvent<'RoomRestored', { by: string }>;
/** `invited`: whose invitations end by it. */
export type RoomDeleted = DomainEvent<'RoomDeleted', { name: string; invited?: string[] }>;
/** The end of an invitation, where there was one. */
interface EndsInvitation {
  invited?: true;
}
/**
 * The name, which never changes, is what lists of members are ordered by and searched in. Version 1
 * did not know it.
 */
export type MemberJoined = DomainEvent<
  'MemberJoined',
  EndsInvitation & { userId: string; username: string; role: RoomRole }
>;
/**
 * `by` is there for a kick. `losesAccess`: the user may not read the room any more, or has to open
 * it anew.
 */
export type MemberLeft = DomainEvent<
  'MemberLeft',
  { userId: string; reason: 'left' | 'kicked'; by?: string; note?: string; losesAccess: boolean }
>;
/** Implies that the user left, if there was a membership, and takes back an invitation. */
export type MemberBanned = DomainEvent<
  'MemberBanned',
  EndsInvitation & { userId: string; by: string; note?: string; wasMember: boolean }
>;
export type MemberUnbanned = DomainEvent<'MemberUnbanned', { userId: string; by: string }>;
/**
 * `again`: somebody else had invited them before. `withheld`: they block whoever invites, and are
 * not told.
 */
export type MemberInvited = DomainEvent<'MemberInvited', { userId: string; by: string; again?: true; withheld?: true }>;
/** Declined by the user, or taken back by a moderator. */
export type InvitationWithdrawn = DomainEvent<'InvitationWithdrawn', { userId: string; by: string }>;
/** Appointed by somebody, or successor of an owner who went (`by` is then who caused that). */
export type RoleSet = DomainEvent<'RoleSet', { userId: string; role: RoomRole; by: string }>;

export type RoomEvent =
  | RoomCreated
  | RoomUpdated
  | RoomArchived
  | RoomRestored
  | RoomDeleted
  | MemberJoined
  | MemberLeft
  | MemberBanned
  | MemberUnbanned
  | MemberInvited
  | InvitationWithdrawn
  | RoleSet;

/** Versions that are written now; types that are not named are at their first. */
export const ROOM_EVENT_VERSIONS = { RoomCreated: 2, MemberJoined: 2 } as const;

/**
 * Names were not kept in version 1: ids stand in for them, so that these members are listed too.
 */
export const roomUpcasters: Upcasters = {
  RoomCreated: [(data) => ({ ...data, ownerName: (data as { ownerId: string }).ownerId })],
  MemberJoined: [(data) => ({ ...data, username: (data as { userId: string }).userId })],
};
