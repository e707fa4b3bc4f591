import { type NavPlace, neighbour, placesOf } from './places.ts';

const room = (name: string, unread = 0): NavPlace => ({ kind: 'room', name, label: name, unread, mentions: 0 });
const places = [
  room('a'),
  room('b', 2),
  room('c'),
  { kind: 'direct', name: 'b', label: 'B', unread: 1, mentions: 1 },
] as const;
const [a, b, c, bob] = places;

describe('placesOf', () => {
  it('lists people as they are called, then rooms; every private message is meant for the viewer', () => {
    const rooms = [
      {
        __typename: 'Room',
        id: '1',
        name: 'tea',
        displayName: 'Tea room',
        visibility: 'PRIVATE',
        membership: { id: '1:ann', unreadCount: 3, mentionCount: 1, lastReadSeq: 0 },
      },
    ] as const;
    const peer = {
      __typename: 'User',
      id: '2',
      username: 'bob',
      displayName: 'Bob',
      deletedAt: null,
      online: true,
      lastSeenAt: null,
    } as const;
    const conversations = [{ __typename: 'Conversation', id: '3', peer, unreadCount: 2, lastReadSeq: 0 }] as const;
    expect(placesOf(rooms, conversations)).toEqual([
      { kind: 'direct', name: 'bob', label: 'Bob', handle: '', online: true, unread: 2, mentions: 2 },
      { kind: 'room', name: 'tea', label: 'Tea room', isPrivate: true, unread: 3, mentions: 1 },
    ]);
    // Who was blocked after they wrote.
    const [blocked] = placesOf([], conversations, (username) => username === 'bob');
    expect(blocked).toMatchObject({ name: 'bob', unread: 0, mentions: 0 });
  });
});

describe('the rooms of placesOf', () => {
  it('stand by what people see of them, whoever told of them and in which order', () => {
    const named = (id: string, name: string, displayName = name) =>
      ({ __typename: 'Room', id, name, displayName, visibility: 'PUBLIC', membership: null }) as const;
    const rooms = [
      named('1', 'zoo', 'Apes'),
      named('2', 'release-10'),
      named('3', 'énergie'),
      named('4', 'Backend'),
      named('5', 'release-9'),
      named('6', 'frontend'),
    ];
    const labels = ['Apes', 'Backend', 'énergie', 'frontend', 'release-9', 'release-10'];
    expect(placesOf(rooms, []).map(({ label }) => label)).toEqual(labels);
    expect(placesOf(rooms.toReversed(), []).map(({ label }) => label)).toEqual(labels);
  });
});

describe('neighbour', () => {
  it('goes to the next and the previous, around the ends', () => {
    expect(neighbour(places, a, { step: 1, unreadOnly: false })).toBe(b);
    expect(neighbour(places, a, { step: -1, unreadOnly: false })).toBe(bob);
    expect(neighbour(places, bob, { step: 1, unreadOnly: false })).toBe(a);
  });

  it('tells a room from a person of the same name, whatever the case', () => {
    expect(neighbour(places, { kind: 'direct', name: 'B' }, { step: -1, unreadOnly: false })).toBe(c);
  });

  it('passes over what is read', () => {
    expect(neighbour(places, b, { step: 1, unreadOnly: true })).toBe(bob);
    expect(neighbour(places, a, { step: -1, unreadOnly: true })).toBe(bob);
    expect(neighbour([a, c], a, { step: 1, unreadOnly: true })).toBeUndefined();
  });

  it('begins at the ends from elsewhere', () => {
    expect(neighbour(places, null, { step: 1, unreadOnly: false })).toBe(a);
    expect(neighbour(places, null, { step: -1, unreadOnly: false })).toBe(bob);
  });

  it('stays where it is when there is nowhere else', () => {
    expect(neighbour([a], a, { step: 1, unreadOnly: false })).toBeUndefined();
    expect(neighbour([], null, { step: 1, unreadOnly: false })).toBeUndefined();
  });
});
