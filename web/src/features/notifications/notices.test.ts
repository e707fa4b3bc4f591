import type { NavRoom } from '../inbox/composables/use-inbox.ts';
import type { InboxEvent } from '../inbox/graphql/inbox.ts';
import type { Level } from './levels.ts';
import { noticeOfEvent, noticesOfRooms } from './notices.ts';

const author = { __typename: 'User', id: 'u1', username: 'bob', displayName: 'Bob' };
const direct = (text: string | null) =>
  ({ __typename: 'DirectMessagePosted', message: { id: 'm1', author, text } }) as unknown as InboxEvent;
const mention = (text: string | null) =>
  ({
    __typename: 'Mentioned',
    mention: { id: 'm2', author, text, room: { id: 'r1', name: 'tea' } },
  }) as unknown as InboxEvent;
const always = (level: Level) => () => level;

describe('noticeOfEvent', () => {
  it('tells a private message of somebody else', () => {
    expect(noticeOfEvent(direct('psst'), 'me', always('none'))).toEqual({
      place: { kind: 'direct', name: 'bob' },
      tag: 'm1',
      message: { author: 'Bob', text: 'psst' },
      count: 1,
    });
    expect(noticeOfEvent(direct('psst'), 'u1', always('all'))).toBeNull();
    expect(noticeOfEvent(direct(null), 'me', always('all'))).toBeNull();
  });

  it('tells a mention, unless the room is silent', () => {
    expect(noticeOfEvent(mention('@me'), 'me', always('mentions'))?.place).toEqual({ kind: 'room', name: 'tea' });
    expect(noticeOfEvent(mention('@me'), 'me', always('none'))).toBeNull();
  });

  it('shortens a long text between letters, never inside of one', () => {
    const notice = noticeOfEvent(direct('👍'.repeat(300)), 'me', always('all'));
    expect(notice?.message?.text).toBe(`${'👍'.repeat(200)}…`);
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
