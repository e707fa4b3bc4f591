import { withDeletion, withEdit } from '../timeline/revisions.ts';
import {
  type Notice,
  type NoticeKind,
  type Timeline,
  withItem,
  withMessages,
  withReaction,
} from '../timeline/timeline.ts';
import type { OnlineUser, RoomEvent, RoomInfo, ViewerMembership } from './graphql/room.ts';

/** A room but for its messages. */
export interface RoomState {
  info: RoomInfo;
  /** Null while the viewer is not a member. */
  membership: ViewerMembership | null;
  online: readonly OnlineUser[];
  onlineCount: number;
  typing: readonly OnlineUser[];
}

export type RoomOpened = Extract<RoomEvent, { __typename: 'RoomOpened' }>;

/** The room as the first event of each subscription describes it. */
export function openRoom(event: RoomOpened): RoomState {
  const { membership, onlineCount, ...info } = event.room;
  return { info, membership, online: byName(event.online), onlineCount, typing: [] };
}

/** What an event changes in the room. */
export function nextRoom(state: RoomState, event: RoomEvent, viewerId: string): RoomState {
  switch (event.__typename) {
    case 'UserOnline':
      return {
        ...state,
        online: byName([...without(state.online, event.user), event.user]),
        onlineCount: event.onlineCount,
      };
    case 'UserOffline':
      return { ...state, online: without(state.online, event.user), onlineCount: event.onlineCount };
    case 'OnlineCountChanged':
      return { ...state, onlineCount: event.onlineCount };
    case 'TypingChanged':
      return { ...state, typing: event.users.filter(({ id }) => id !== viewerId) };
    case 'RoomUpdated':
      return { ...state, info: event.updatedRoom };
    case 'MemberJoined':
      if (event.user.id !== viewerId || state.membership) return state;
      return { ...state, membership: { role: 'MEMBER' } };
    case 'MemberLeft':
      return event.user.id === viewerId ? { ...state, membership: null } : state;
    default:
      return state;
  }
}

/** What an event changes in the timeline of the room. Repeating an event changes nothing. */
export function nextTimeline(timeline: Timeline, event: RoomEvent, viewerId: string): Timeline {
  switch (event.__typename) {
    case 'MessagePosted':
      return withMessages(timeline, [event.message]);
    case 'MessageEdited':
      return withEdit(timeline, event.edited);
    case 'MessageDeleted':
      return withDeletion(timeline, event.deleted.id, event.deleted.deletedAt ?? event.at);
    case 'ReactionAdded':
    case 'ReactionRemoved': {
      const added = event.__typename === 'ReactionAdded';
      const { messageId, emoji, user } = event;
      return withReaction(timeline, { messageId, emoji, user, added, viewerId });
    }
    case 'MemberJoined':
    case 'MemberLeft':
      return withItem(timeline, noticeOf(event));
    default:
      return timeline;
  }
}

/** Whether the viewer is in other rooms than before: it happened here, on another device, or by somebody else. */
export function changesMembership(event: RoomEvent, viewerId: string): boolean {
  switch (event.__typename) {
    case 'MemberJoined':
    case 'MemberLeft':
      return event.user.id === viewerId;
    case 'RoomClosed':
      return true;
    default:
      return false;
  }
}

const leaveNotices = { LEFT: 'left', KICKED: 'kicked', BANNED: 'banned' } as const satisfies Record<string, NoticeKind>;

/** Each durable event has a cursor of its own, which tells a repeated notice from a new one. */
function noticeOf(event: Extract<RoomEvent, { __typename: 'MemberJoined' | 'MemberLeft' }>): Notice {
  const { cursor, at, user } = event;
  const common = { kind: 'notice', key: `notice ${cursor}`, at, user } as const;
  if (event.__typename === 'MemberJoined') return { ...common, notice: 'joined', by: null };
  return { ...common, notice: leaveNotices[event.leaveReason], by: event.removedBy };
}

function without(users: readonly OnlineUser[], user: OnlineUser): OnlineUser[] {
  return users.filter(({ id }) => id !== user.id);
}

function byName(users: readonly OnlineUser[]): OnlineUser[] {
  return users.toSorted((one, other) => one.username.localeCompare(other.username));
}
