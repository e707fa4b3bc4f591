import { type App, startApp } from './app.ts';
import { createRoom, deleteMessage, joinRoom, post, whisper } from './chat.ts';
import { type Person, register } from './person.ts';

interface Unread {
  unreadCount: number;
  firstUnreadSeq: number | null;
}

const OPENED = `subscription ($room: String!) { roomEvents(room: $room) {
  ... on RoomOpened { room { membership { firstUnreadSeq } } } } }`;

describe('where unread messages begin', () => {
  let app: App;
  let ann: Person;
  let bob: Person;
  let eve: Person;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'error' } });
    ann = await register(app.url, 'ann');
    bob = await register(app.url, 'bob');
    eve = await register(app.url, 'eve');
  }, 60_000);

  afterAll(async () => {
    for (const person of [ann, bob, eve]) await person.close();
    await app.close();
  }, 60_000);

  const inRoom = async (person: Person, name: string) => {
    const { room } = await person.request<{ room: { membership: Unread | null } }>(
      'query ($name: String!) { room(name: $name) { membership { unreadCount firstUnreadSeq } } }',
      { name },
    );
    return room.membership;
  };
  const withPeer = async (person: Person, peer: string) => {
    const { conversation } = await person.request<{ conversation: Unread }>(
      'query ($peer: String!) { conversation(with: $peer) { unreadCount firstUnreadSeq } }',
      { peer },
    );
    return conversation;
  };
  const markRead = (person: Person, input: { room?: string; conversation?: string; seq: number }) =>
    person.request('mutation ($input: MarkReadInput!) { markRead(input: $input) { lastReadSeq } }', { input });

  it('is told in a room: the first one of somebody else that is still there', async () => {
    await createRoom(ann, 'tea');
    await joinRoom(bob, 'tea');
    const seen = await post(bob, { room: 'tea', text: 'seen' });
    await markRead(ann, { room: 'tea', seq: seen.seq });
    expect(await inRoom(ann, 'tea')).toEqual({ unreadCount: 0, firstUnreadSeq: null });
    await post(ann, { room: 'tea', text: 'my own, from elsewhere' });
    const first = await post(bob, { room: 'tea', text: 'one' });
    const second = await post(bob, { room: 'tea', text: 'two' });
    expect(await inRoom(ann, 'tea')).toEqual({ unreadCount: 2, firstUnreadSeq: first.seq });
    await deleteMessage(bob, first.id);
    expect(await inRoom(ann, 'tea')).toEqual({ unreadCount: 1, firstUnreadSeq: second.seq });
    const { events, stop } = ann.subscribe(OPENED, { room: 'tea' });
    expect(await events.next()).toEqual({ room: { membership: { firstUnreadSeq: second.seq } } });
    stop();
    expect(await inRoom(eve, 'tea')).toBeNull();
  });

  it('is told in a conversation, to each side for itself', async () => {
    await whisper(ann, { to: 'bob', text: 'psst' });
    const answer = await whisper(bob, { to: 'ann', text: 'what?' });
    expect(await withPeer(ann, 'bob')).toEqual({ unreadCount: 1, firstUnreadSeq: answer.seq });
    expect(await withPeer(bob, 'ann')).toEqual({ unreadCount: 1, firstUnreadSeq: 1 });
    await markRead(ann, { conversation: 'bob', seq: answer.seq });
    expect(await withPeer(ann, 'bob')).toEqual({ unreadCount: 0, firstUnreadSeq: null });
  });

  it('begins where the reader says so, on all their devices, in a room and in a conversation', async () => {
    const again = (input: { room?: string; conversation?: string; seq: number }) =>
      ann.request('mutation ($i: MarkUnreadInput!) { markUnread(input: $i) { lastReadSeq unreadCount } }', {
        i: input,
      });
    const moved = (lastReadSeq: number) => ({ __typename: 'ReadMarkerMoved', lastReadSeq, unreadCount: 1 });
    await createRoom(ann, 'milk');
    await joinRoom(bob, 'milk');
    await post(bob, { room: 'milk', text: 'one' });
    const two = await whisper(bob, { to: 'ann', text: 'two' });
    await markRead(ann, { room: 'milk', seq: 1_000 });
    await markRead(ann, { conversation: 'bob', seq: 1_000 });
    const other = ann.subscribe(
      `subscription { inboxEvents { __typename ... on ReadMarkerMoved { lastReadSeq unreadCount } } }`,
    );
    expect(await other.events.next()).toEqual({ __typename: 'InboxOpened' });
    const { seq } = await post(ann, { room: 'milk', text: 'my own' });
    expect(await again({ room: 'milk', seq: 1 })).toEqual({ markUnread: { lastReadSeq: 0, unreadCount: 1 } });
    expect(await other.events.next()).toEqual(moved(0));
    expect(await again({ room: 'milk', seq })).toEqual({ markUnread: { lastReadSeq: 0, unreadCount: 1 } });
    await again({ conversation: 'BOB', seq: two.seq });
    expect(await other.events.next()).toEqual(moved(two.seq - 1));
    other.stop();
    await expect(again({ room: 'milk', seq: -1 })).rejects.toThrow();
    expect(await withPeer(ann, 'bob')).toEqual({ unreadCount: 1, firstUnreadSeq: two.seq });
  });
});
