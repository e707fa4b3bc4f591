import { nameOf } from '../../shared/people.ts';
import { withDeletion, withEdit } from '../timeline/revisions.ts';
import {
  type Notice,
  type NoticeKind,
  type Timeline,
  withItem,
  withMessages,
  withReaction,
} from '../timeline/timeline.ts';
import type { PersonHere, RoomEvent, RoomInfo, ViewerMembership } from './graphql/room.ts';

/** A room but for its messages. */
export interface RoomState {
  info: RoomInfo;
  /** Null while the viewer is not a member. */
  membership: ViewerMembership | null;
  /** Who has the room open, by name; of more than a few hundred only some. */
  here: readonly PersonHere[];
  hereCount: number;
  memberCount: number;
  typing: readonly PersonHere[];
}

export type RoomOpened = Extract<RoomEvent, { __typename: 'RoomOpened' }>;

/** The room as the first event of each subscription describes it. */
export function openRoom(event: RoomOpened): RoomState {
  const { membership, onlineCount: hereCount, memberCount, ...info } = event.room;
  return { info, membership, here: byName(event.online), hereCount, memberCount, typing: [] };
}

/** What an event changes in the room. */
export function nextRoom(state: RoomState, event: RoomEvent, viewerId: string): RoomState {
  switch (event.__typename) {
    case 'UserOnline':
      return {
        ...state,
        here: byName([...without(state.here, event.user), event.user]),
        hereCount: event.onlineCount,
      };
    case 'UserOffline':
      return { ...state, here: without(state.here, event.user), hereCount: event.onlineCount };
    case 'OnlineCountChanged':
      return { ...state, hereCount: event.onlineCount };
    case 'TypingChanged':
      return { ...state, typing: event.users.filter(({ id }) => id !== viewerId) };
    case 'RoomUpdated':
      return { ...state, info: event.updatedRoom };
    case 'MemberJoined':
      return withMember(state, event.user.id === viewerId, 1);
    case 'MemberLeft':
      return withMember(state, event.user.id === viewerId, -1);
    default:
      return state;
  }
}

function withMember(state: RoomState, isViewer: boolean, step: 1 | -1): RoomState {
  const memberCount = Math.max(0, state.memberCount + step);
  if (!isViewer) return { ...state, memberCount };
  return { ...state, memberCount, membership: step > 0 ? (state.membership ?? { role: 'MEMBER' }) : null };
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

function without(users: readonly PersonHere[], user: PersonHere): PersonHere[] {
  return users.filter(({ id }) => id !== user.id);
}

function byName(users: readonly PersonHere[]): PersonHere[] {
  return users.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other)));
}
