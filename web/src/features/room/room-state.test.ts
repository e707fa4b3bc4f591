import fc from 'fast-check';
import { emptyTimeline, type Timeline } from '../timeline/state/timeline.ts';
import type { RoomEvent } from './graphql/room.ts';
import { changesMembership, nextRoom, nextTimeline, openRoom, type RoomOpened, type RoomState } from './room-state.ts';

const user = (id: string, username: string) =>
  ({ __typename: 'User', id, username, displayName: username, deletedAt: null }) as const;
const [ann, bob, carl] = [user('u1', 'ann'), user('u2', 'bob'), user('u3', 'carl')];
const at = '2026-01-01T00:00:00.000Z';
const info = {
  __typename: 'Room',
  id: 'r1',
  name: 'den',
  topic: null,
  visibility: 'PUBLIC',
  posting: 'MEMBERS',
  displayName: 'den',
  archivedAt: null,
  archivedBy: null,
} as const;

const opened: RoomOpened = {
  __typename: 'RoomOpened',
  cursor: 'c0',
  at,
  resumed: false,
  room: { ...info, onlineCount: 2, memberCount: 5, membership: null },
  online: [bob, ann],
  messages: [],
};
const posted = (seq: number): RoomEvent => ({
  __typename: 'MessagePosted',
  cursor: `c${seq}`,
  at,
  message: {
    id: `m${seq}`,
    seq,
    author: bob,
    text: `text ${seq}`,
    idempotencyKey: null,
    sentAt: at,
    editedAt: null,
    editedBy: null,
    deletedAt: null,
    replyTo: null,
  },
});
const room = (...events: RoomEvent[]) =>
  events.reduce((state, event) => nextRoom(state, event, ann.id), openRoom(opened));
const timeline = (...events: RoomEvent[]) =>
  events.reduce((state, event) => nextTimeline(state, event, ann.id), emptyTimeline);

describe('the room', () => {
  it('opens with those who are here, by name', () => {
    expect(room()).toMatchObject({ info, membership: null, hereCount: 2, memberCount: 5, here: [ann, bob] });
  });

  it('follows who is here, without doubles', () => {
    const online: RoomEvent = { __typename: 'UserOnline', cursor: 'c0', at, user: carl, onlineCount: 3 };
    const offline: RoomEvent = { __typename: 'UserOffline', cursor: 'c0', at, user: bob, onlineCount: 2 };
    expect(room(online, online, offline)).toMatchObject({ here: [ann, carl], hereCount: 2 });
    expect(room({ __typename: 'OnlineCountChanged', cursor: 'c0', at, onlineCount: 900 }).hereCount).toBe(900);
  });

  it('follows the membership of the viewer alone', () => {
    const joined = (who: typeof bob | typeof ann): RoomEvent => ({
      __typename: 'MemberJoined',
      cursor: 'c',
      at,
      user: who,
    });
    expect(room(joined(bob)).membership).toBeNull();
    expect(room(joined(bob), joined(ann)).memberCount).toBe(7);
    expect(room(joined(ann)).membership).toMatchObject({ role: 'MEMBER' });
    const left: RoomEvent = {
      __typename: 'MemberLeft',
      cursor: 'c',
      at,
      user: ann,
      leaveReason: 'LEFT',
      removedBy: null,
    };
    expect(room(joined(ann), left).membership).toBeNull();
  });

  it('does not tell the viewer that they are typing', () => {
    expect(room({ __typename: 'TypingChanged', cursor: 'c0', at, users: [ann, bob] }).typing).toEqual([bob]);
  });
});

/** Whatever may happen in a room, of three people and four messages. */
const anyEvent = fc
  .record({ kind: fc.nat(10), user: fc.constantFrom(ann, bob, carl), n: fc.integer({ min: 1, max: 4 }) })
  .map(({ kind, user, n }): RoomEvent => {
    const head = { cursor: `c${n}`, at };
    const reason = (['LEFT', 'KICKED', 'BANNED'] as const)[n % 3] ?? 'LEFT';
    const events: RoomEvent[] = [
      { ...head, __typename: 'UserOnline', user, onlineCount: n },
      { ...head, __typename: 'UserOffline', user, onlineCount: n },
      { ...head, __typename: 'OnlineCountChanged', onlineCount: n },
      { ...head, __typename: 'TypingChanged', users: [ann, bob, carl].slice(n - 1) },
      { ...head, __typename: 'MemberJoined', user },
      { ...head, __typename: 'MemberLeft', user, leaveReason: reason, removedBy: null },
      posted(n),
      { ...head, __typename: 'MessageDeleted', deleted: { id: `m${n}`, text: null, deletedAt: at } },
      { ...head, __typename: 'MessageEdited', edited: { id: `m${n}`, text: user.id, editedAt: at, editedBy: null } },
      { ...head, __typename: 'ReactionAdded', messageId: `m${n}`, emoji: '👍', user },
      { ...head, __typename: 'ReactionRemoved', messageId: `m${n}`, emoji: '👍', user },
    ];
    return events[kind] ?? posted(n);
  });

describe('an event that comes twice', () => {
  const next = (state: RoomState, event: RoomEvent) => nextRoom(state, event, ann.id);
  const nextLog = (held: Timeline, event: RoomEvent) => nextTimeline(held, event, ann.id);

  it('changes nothing the second time, in the room and its timeline', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), anyEvent, (before, event) => {
        const state = next(room(...before), event);
        expect(next(state, event)).toBe(state);
        const held = nextLog(timeline(...before), event);
        expect(nextLog(held, event)).toEqual(held);
      }),
    );
  });

  it('changes nothing with others of the last ones, in their order', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), fc.nat(20), (events, last) => {
        expect(room(...events, ...events.slice(-last))).toEqual(room(...events));
      }),
    );
  });

  it('counts a member once', () => {
    const left = { __typename: 'MemberLeft', cursor: 'c', at, user: carl, removedBy: null } as const;
    const joined: RoomEvent = { __typename: 'MemberJoined', cursor: 'c', at, user: carl };
    expect(room(joined, joined).memberCount).toBe(6);
    expect(room(joined, { ...left, leaveReason: 'KICKED' }, { ...left, leaveReason: 'BANNED' }).memberCount).toBe(5);
    // A ban is told even of who was no member.
    expect(room({ ...left, leaveReason: 'BANNED' }).memberCount).toBe(5);
  });
});

describe('the timeline of a room', () => {
  it('is the same however often an event is repeated', () => {
    const events: RoomEvent[] = [
      posted(1),
      { __typename: 'MemberJoined', cursor: 'c2', at, user: carl },
      { __typename: 'ReactionAdded', cursor: 'c3', at, messageId: 'm1', emoji: '👍', user: bob },
      {
        __typename: 'MessageEdited',
        cursor: 'c4',
        at,
        edited: { id: 'm1', text: 'new', editedAt: at, editedBy: null },
      },
      { __typename: 'MemberLeft', cursor: 'c5', at, user: carl, leaveReason: 'KICKED', removedBy: bob },
      posted(6),
    ];
    const once = timeline(...events);
    expect(once.items).toMatchObject([
      { kind: 'message', message: { text: 'new', reactions: [{ emoji: '👍', count: 1 }] } },
      { kind: 'notice', notice: 'joined', user: carl },
      { kind: 'notice', notice: 'kicked', by: bob },
      { kind: 'message', message: { seq: 6 } },
    ]);
    expect(timeline(...events, ...events)).toEqual(once);
  });

  it('does not bring back the text of a deleted message', () => {
    const deleted: RoomEvent = {
      __typename: 'MessageDeleted',
      cursor: 'c3',
      at,
      deleted: { id: 'm1', text: null, deletedAt: at },
    };
    const edited: RoomEvent = {
      __typename: 'MessageEdited',
      cursor: 'c2',
      at,
      edited: { id: 'm1', text: 'new', editedAt: at, editedBy: null },
    };
    expect(timeline(posted(1), deleted, edited).items).toMatchObject([{ message: { text: null, deletedAt: at } }]);
  });
});

describe('changesMembership', () => {
  const left = { __typename: 'MemberLeft', cursor: 'c9', at, leaveReason: 'KICKED', removedBy: ann } as const;

  it('is true when the viewer joins or leaves', () => {
    expect(changesMembership({ __typename: 'MemberJoined', cursor: 'c8', at, user: bob }, bob.id)).toBe(true);
    expect(changesMembership({ ...left, user: bob }, bob.id)).toBe(true);
  });

  it('is true when the room closes', () => {
    expect(changesMembership({ __typename: 'RoomClosed', cursor: 'c9', at, closeReason: 'DELETED' }, bob.id)).toBe(
      true,
    );
  });

  it('is false for everybody else and everything else', () => {
    expect(changesMembership({ ...left, user: carl }, bob.id)).toBe(false);
    expect(changesMembership(posted(3), bob.id)).toBe(false);
  });
});
