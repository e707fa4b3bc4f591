import { nameOf } from '../../shared/people.ts';
import { withDeletion, withEdit } from '../timeline/state/revisions.ts';
import {
  type Notice,
  type NoticeKind,
  type Timeline,
  withItem,
  withMessages,
  withReaction,
} from '../timeline/state/timeline.ts';
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
  /** Who has joined (true) or left (false) since the room was opened, by id: an event that comes twice counts once. */
  moved: ReadonlyMap<string, boolean>;
  typing: readonly PersonHere[];
}

export type RoomOpened = Extract<RoomEvent, { __typename: 'RoomOpened' }>;

export const noMoves: RoomState['moved'] = new Map();

/** The room as the first event of each subscription describes it. */
export function openRoom(event: RoomOpened): RoomState {
  const { membership, onlineCount: hereCount, memberCount, ...info } = event.room;
  return { info, membership, here: byName(event.online), hereCount, memberCount, moved: noMoves, typing: [] };
}

/** What an event changes in the room. Repeating an event changes nothing, and what changes nothing returns the same state. */
export function nextRoom(state: RoomState, event: RoomEvent, viewerId: string): RoomState {
  switch (event.__typename) {
    case 'UserOnline':
      return changed(state, { here: withPerson(state.here, event.user), hereCount: event.onlineCount });
    case 'UserOffline':
      return changed(state, { here: without(state.here, event.user), hereCount: event.onlineCount });
    case 'OnlineCountChanged':
      return changed(state, { hereCount: event.onlineCount });
    case 'TypingChanged': {
      const typing = event.users.filter(({ id }) => id !== viewerId);
      return changed(state, { typing: isSameList(state.typing, typing) ? state.typing : typing });
    }
    case 'RoomUpdated':
      return { ...state, info: event.updatedRoom };
    case 'MemberJoined':
      return withMove(state, { id: event.user.id, joined: true, by: 1 }, viewerId);
    case 'MemberLeft': {
      // A ban is told even of who was no member: the count is read anew where that is not known.
      const wasMember = event.leaveReason !== 'BANNED' || state.moved.get(event.user.id) === true;
      return withMove(state, { id: event.user.id, joined: false, by: wasMember ? -1 : 0 }, viewerId);
    }
    default:
      return state;
  }
}

/** The same state where none of these values is another one. */
function changed(state: RoomState, values: Partial<RoomState>): RoomState {
  const next = { ...state, ...values };
  return Object.keys(values).every((key) => next[key as keyof RoomState] === state[key as keyof RoomState])
    ? state
    : next;
}

/** Nobody joins who is a member already, and nobody leaves twice: what says so was heard before. */
function withMove(state: RoomState, move: { id: string; joined: boolean; by: number }, viewerId: string): RoomState {
  const { id, joined, by } = move;
  if (state.moved.get(id) === joined) return state;
  const next = { ...state, moved: new Map(state.moved).set(id, joined), memberCount: state.memberCount + by };
  if (id !== viewerId) return next;
  return { ...next, membership: joined ? (state.membership ?? { role: 'MEMBER' }) : null };
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

function withPerson(people: readonly PersonHere[], person: PersonHere): readonly PersonHere[] {
  const known = people.find(({ id }) => id === person.id);
  return known && known.displayName === person.displayName ? people : byName([...without(people, person), person]);
}

/** The same list where the person is not in it. */
function without(people: readonly PersonHere[], { id }: PersonHere): readonly PersonHere[] {
  return people.some((one) => one.id === id) ? people.filter((one) => one.id !== id) : people;
}

function isSameList(some: readonly PersonHere[], others: readonly PersonHere[]): boolean {
  return some.length === others.length && some.every(({ id }, at) => id === others[at]?.id);
}

function byName(users: readonly PersonHere[]): PersonHere[] {
  return users.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other)));
}
