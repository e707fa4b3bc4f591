export type Role = 'OWNER' | 'MODERATOR' | 'MEMBER';

/** Standing in a room, as the server has it: one acts on those below. */
const RANK: Readonly<Record<Role, number>> = { MEMBER: 1, MODERATOR: 2, OWNER: 3 };
const ADMINISTRATOR = 4;

export interface ViewerInRoom {
  /** The viewer's role in the room; null for who is no member. */
  role: Role | null;
  /** Of the server. */
  isAdmin: boolean;
  isPrivate: boolean;
  /** Nobody is invited until it is restored. */
  isArchived: boolean;
}

/** What the viewer may do in a room. It only says what to offer: the server decides. */
export interface Rights {
  update: boolean;
  remove: boolean;
  moderate: boolean;
  invite: boolean;
  leave: boolean;
  /** Whether the viewer may kick and ban somebody with this role. */
  actOn(role: Role): boolean;
  /** Whether the viewer may give somebody with this role another one. */
  appoint(role: Role): boolean;
}

/** A room and its viewer, as the server tells of them. */
export interface RoomAndViewer {
  role: Role | null | undefined;
  viewer: { role: string };
  room: { visibility: string; archivedAt: string | null } | null | undefined;
}

export function rightsIn({ role, viewer, room }: RoomAndViewer): Rights {
  return rightsOf({
    role: role ?? null,
    isAdmin: viewer.role === 'ADMIN',
    isPrivate: room?.visibility === 'PRIVATE',
    isArchived: room?.archivedAt != null,
  });
}

export function rightsOf({ role, isAdmin, isPrivate, isArchived }: ViewerInRoom): Rights {
  const rank = isAdmin ? ADMINISTRATOR : role ? RANK[role] : 0;
  return {
    update: rank >= RANK.OWNER,
    remove: rank >= RANK.OWNER,
    moderate: rank >= RANK.MODERATOR,
    invite: !isArchived && rank >= (isPrivate ? RANK.MODERATOR : RANK.MEMBER),
    leave: role !== null,
    actOn: (other) => rank >= RANK.MODERATOR && rank > RANK[other],
    appoint: (other) => rank >= RANK.OWNER && rank > RANK[other],
  };
}
