import type { StreamKind } from '@confab/runtime/eventlog/decider/decider';
import {
  type PostingPolicy,
  ROOM_EVENT_VERSIONS,
  type RoomEvent,
  type RoomRole,
  type RoomVisibility,
} from './events.ts';

/** What is needed to decide about a room. Members are in the order in which they joined. */
export interface RoomState {
  phase: 'absent' | 'open' | 'deleted';
  name: string;
  /** What people see; null: the name. */
  displayName: string | null;
  topic: string | null;
  visibility: RoomVisibility;
  posting: PostingPolicy;
  createdAtMs: number;
  /** Since when the room is only read, and whose decision that was; null while it is in use. */
  archived: { atMs: number; by: string } | null;
  members: Map<string, RoomRole>;
  banned: Set<string>;
  invited: Set<string>;
  /**
   * Of each who is invited: by whom, and whether they were told of it. Snapshots of before this was
   * kept lack it.
   */
  inviters: Map<string, Map<string, boolean>>;
}

export function initialRoom(): RoomState {
  return {
    phase: 'absent',
    name: '',
    displayName: null,
    topic: null,
    visibility: 'public',
    posting: 'members',
    createdAtMs: 0,
    archived: null,
    members: new Map(),
    banned: new Set(),
    invited: new Set(),
    inviters: new Map(),
  };
}

export function evolveRoom(state: RoomState, event: RoomEvent, place: { atMs: number }): RoomState {
  const { data } = event;
  switch (event.type) {
    case 'RoomCreated': {
      const { ownerId, ownerName: _name, ...properties } = event.data;
      Object.assign(state, properties, { phase: 'open', createdAtMs: place.atMs });
      state.members.set(ownerId, 'owner');
      return state;
    }
    case 'RoomUpdated':
      return Object.assign(state, data);
    case 'RoomArchived':
      state.archived = { atMs: place.atMs, by: event.data.by };
      state.invited.clear();
      state.inviters.clear();
      return state;
    case 'RoomRestored':
      state.archived = null;
      return state;
    case 'RoomDeleted':
      return Object.assign(initialRoom(), { phase: 'deleted', name: state.name, createdAtMs: state.createdAtMs });
    case 'MemberJoined':
      state.members.set(event.data.userId, event.data.role);
      return withoutInvitation(state, event.data.userId);
    case 'MemberLeft':
      state.members.delete(event.data.userId);
      return state;
    case 'MemberBanned':
      state.members.delete(event.data.userId);
      state.banned.add(event.data.userId);
      return withoutInvitation(state, event.data.userId);
    case 'MemberUnbanned':
      state.banned.delete(event.data.userId);
      return state;
    case 'MemberInvited': {
      const { userId, by, withheld = false } = event.data;
      const inviters = state.inviters.get(userId) ?? new Map<string, boolean>();
      state.invited.add(userId);
      state.inviters.set(userId, inviters.set(by, !withheld));
      return state;
    }
    case 'InvitationWithdrawn':
      return withoutInvitation(state, event.data.userId);
    case 'RoleSet':
      state.members.set(event.data.userId, event.data.role);
      return state;
  }
}

function withoutInvitation(state: RoomState, userId: string): RoomState {
  state.invited.delete(userId);
  state.inviters.delete(userId);
  return state;
}

/** Snapshots of before there were display names and archives lack these. */
type Later = 'displayName' | 'archived';
type RoomJson = Omit<RoomState, 'members' | 'banned' | 'invited' | 'inviters' | Later> & {
  members: [string, RoomRole][];
  banned: string[];
  invited: string[];
  inviters?: [string, [string, boolean][]][];
  displayName?: string | null;
  archived?: RoomState['archived'];
};

const PREFIX = 'room-';

/**
 * Stream `room-<id>`. A snapshot holds every member, so it is kept only every 500 events: a room of
 * 100,000 members writes some 3 MB then, and a cold room folds at most 500 events behind it.
 */
export const roomKind: StreamKind<RoomState, RoomEvent> = {
  prefix: PREFIX,
  initialState: initialRoom,
  evolve: evolveRoom,
  versions: ROOM_EVENT_VERSIONS,
  snapshot: {
    every: 500,
    version: 1,
    toJson: (state): RoomJson => ({
      ...state,
      members: [...state.members],
      banned: [...state.banned],
      invited: [...state.invited],
      inviters: [...state.inviters].map(([userId, inviters]) => [userId, [...inviters]]),
    }),
    fromJson(json) {
      const plain = json as RoomJson;
      return {
        ...plain,
        displayName: plain.displayName ?? null,
        archived: plain.archived ?? null,
        members: new Map(plain.members),
        banned: new Set(plain.banned),
        invited: new Set(plain.invited),
        inviters: new Map(plain.inviters?.map(([userId, inviters]) => [userId, new Map(inviters)])),
      };
    },
  },
};

export function roomStream(roomId: string): string {
  return PREFIX + roomId;
}

/** Id of the room that owns the stream; undefined for streams of other kinds. */
export function roomIdOf(stream: string): string | undefined {
  return stream.startsWith(PREFIX) ? stream.slice(PREFIX.length) : undefined;
}
