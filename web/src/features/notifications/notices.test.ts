import type { InboxEvent } from '../membership/graphql/inbox.ts';
import type { NavRoom } from '../membership/graphql/joined-rooms.ts';
import type { Level } from '../room/levels.ts';
import { isOver, markerOf, noticeOfEvent, noticesOfRooms } from './notices.ts';

const author = { __typename: 'User', id: 'u1', username: 'bob', displayName: 'Bob' };
const direct = (text: string | null, read = 4) =>
  ({
    __typename: 'DirectMessagePosted',
    message: { id: 'm1', seq: 5, author, text, conversation: { lastReadSeq: read } },
  }) as unknown as InboxEvent;
const mention = (text: string | null, read = 4) =>
  ({
    __typename: 'Mentioned',
    mention: { id: 'm2', seq: 5, author, text, room: { id: 'r1', name: 'tea', membership: { lastReadSeq: read } } },
  }) as unknown as InboxEvent;
const always = (level: Level) => () => level;

describe('noticeOfEvent', () => {
  it('tells a private message of somebody else', () => {
    expect(noticeOfEvent(direct('psst'), 'me', always('none'))).toEqual({
      place: { kind: 'direct', name: 'bob' },
      tag: 'm1',
      message: { author: 'Bob', text: 'psst' },
      count: 1,
      seq: 5,
    });
    expect(noticeOfEvent(direct('psst'), 'u1', always('all'))).toBeNull();
    expect(noticeOfEvent(direct(null), 'me', always('all'))).toBeNull();
  });

  it('tells a mention, unless the room is silent', () => {
    expect(noticeOfEvent(mention('@me'), 'me', always('mentions'))?.place).toEqual({ kind: 'room', name: 'tea' });
    expect(noticeOfEvent(mention('@me'), 'me', always('none'))).toBeNull();
  });

  it('tells nothing that was read on another device while this one slept', () => {
    expect(noticeOfEvent(direct('psst', 5), 'me', always('all'))).toBeNull();
    expect(noticeOfEvent(mention('@me', 9), 'me', always('all'))).toBeNull();
  });

  it('has no marks of Markdown, which nothing renders there', () => {
    const notice = noticeOfEvent(direct('**psst**, see `this`'), 'me', always('all'));
    expect(notice?.message?.text).toBe('psst, see this');
  });

  it('shortens a long text between letters, never inside of one', () => {
    const notice = noticeOfEvent(direct('👍'.repeat(300)), 'me', always('all'));
    expect(notice?.message?.text).toBe(`${'👍'.repeat(200)}…`);
  });
});

describe('a read marker of another device', () => {
  const moved = (place: object, lastReadSeq: number) =>
    ({ __typename: 'ReadMarkerMoved', lastReadSeq, readRoom: null, readConversation: null, ...place }) as InboxEvent;
  const inTea = (lastReadSeq: number, unreadCount: number) =>
    markerOf(moved({ readRoom: { name: 'Tea', membership: { unreadCount } } }, lastReadSeq))!;
  const withBob = (lastReadSeq: number) =>
    markerOf(moved({ readConversation: { peer: author, unreadCount: 0 } }, lastReadSeq))!;

  it('takes back what was told of the messages that it covers, and no others', () => {
    const told = noticeOfEvent(mention('@me'), 'me', always('all'))!;
    expect([inTea(4, 1), inTea(5, 1), inTea(9, 0), withBob(9)].map((marker) => isOver(told, marker))).toEqual([
      ...[false, true, true, false],
    ]);
    const whispered = noticeOfEvent(direct('psst'), 'me', always('all'))!;
    expect([withBob(4), withBob(5), inTea(9, 0)].map((marker) => isOver(whispered, marker))).toEqual([
      ...[false, true, false],
    ]);
  });

  it('takes back a count of messages once none of them is unread', () => {
    const told = { place: { kind: 'room', name: 'tea' }, tag: 't', message: null, count: 3, seq: null } as const;
    expect([inTea(9, 1), inTea(9, 0)].map((marker) => isOver(told, marker))).toEqual([false, true]);
  });

  it('is told by no other event', () => {
    expect(markerOf(direct('psst'))).toBeNull();
    expect(markerOf(moved({}, 3))).toBeNull();
  });
});

describe('noticesOfRooms', () => {
  const room = (unreadCount: number, mentionCount = 0): NavRoom => ({
    __typename: 'Room',
    id: 'r1',
    name: 'tea',
    displayName: 'tea',
    visibility: 'PUBLIC',
    membership: { id: 'r1:ann', unreadCount, mentionCount, lastReadSeq: 0 },
  });

  it('tells how many messages came where all are wanted', () => {
    expect(noticesOfRooms([room(1)], [room(4)], always('all'))).toMatchObject([{ count: 3, message: null }]);
    expect(noticesOfRooms([room(1)], [room(4)], always('mentions'))).toEqual([]);
  });

  it('leaves mentions to their own notice', () => {
    expect(noticesOfRooms([room(0)], [room(1, 1)], always('all'))).toEqual([]);
    expect(noticesOfRooms([room(0)], [room(3, 1)], always('all'))).toMatchObject([{ count: 2 }]);
  });

  it('is silent about what was there when the room came into the list, and about what was read', () => {
    expect(noticesOfRooms([], [room(4)], always('all'))).toEqual([]);
    expect(noticesOfRooms([room(4)], [room(0)], always('all'))).toEqual([]);
  });
});
