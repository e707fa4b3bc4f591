import { type App, startApp } from './app.ts';
import { createRoom, deleteMessage, joinRoom, post } from './chat.ts';
import { anotherTab, type Person, register } from './person.ts';

const OWN_ROOMS = `subscription { joinedRoomEvents {
  __typename at
  ... on JoinedRoomsOpened { rooms { ...Shown } }
  ... on RoomListed { room { ...Shown } }
  ... on RoomUnlisted { roomId }
} } fragment Shown on Room { id name membership { id unreadCount mentionCount } }`;

interface Shown {
  id: string;
  name: string;
  membership: { id: string; unreadCount: number; mentionCount: number } | null;
}
interface Event {
  __typename: 'JoinedRoomsOpened' | 'RoomListed' | 'RoomUnlisted';
  rooms?: Shown[];
  room?: Shown;
  roomId?: string;
}

const unread =
  (name: string, unreadCount: number, mentionCount = 0) =>
  (event: Event) =>
    event.room?.name === name &&
    event.room.membership?.unreadCount === unreadCount &&
    event.room.membership.mentionCount === mentionCount;
const unlisted = ({ __typename }: Event) => __typename === 'RoomUnlisted';

describe('a viewer’s own rooms', () => {
  let app: App;
  let ann: Person;
  let bob: Person;
  let eve: Person;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'error' } });
    ann = await register(app.url, 'ann');
    bob = await register(app.url, 'bob');
    eve = await register(app.url, 'eve');
    await createRoom(ann, 'tea');
    await joinRoom(bob, 'tea');
  }, 60_000);

  afterAll(async () => {
    for (const person of [ann, bob, eve]) await person.close();
    await app.close();
  }, 60_000);

  const follow = async (person: Person) => {
    const subscription = person.subscribe<Event>(OWN_ROOMS);
    const first = await subscription.events.next();
    expect(first?.__typename).toBe('JoinedRoomsOpened');
    return { ...subscription, rooms: first?.rooms?.map(({ name }) => name) };
  };
  const manage = (mutation: string, input: object) =>
    ann.request(`mutation ($input: RoomUserInput!) { ${mutation}(input: $input) { room { id } } }`, { input });

  it('begin with all of them, and go on with what is unread in one that nobody has open', async () => {
    const { rooms, events, stop } = await follow(bob);
    expect(rooms).toEqual(['tea']);
    await post(ann, { room: 'tea', text: 'first' });
    const told = await events.nextWhere(unread('tea', 1));
    await post(ann, { room: 'tea', text: 'for @bob' });
    await events.nextWhere(unread('tea', 2, 1));
    stop();
    const again = bob.subscribe<Event>(OWN_ROOMS);
    const id = told.room?.membership?.id;
    expect(id).toBeTruthy();
    expect((await again.events.next())?.rooms?.[0]?.membership).toEqual({ id, unreadCount: 2, mentionCount: 1 });
    again.stop();
  });

  it('begin with all of them, of which one event holds 500 and the others follow', async () => {
    const names = Array.from({ length: 505 }, (_, n) => `many-${String(n).padStart(3, '0')}`);
    const zoe = await register(app.url, 'zoe');
    await Promise.all(names.map((name) => createRoom(zoe, name)));
    const { rooms, events, stop } = await follow(zoe);
    expect(rooms).toEqual(names.slice(0, 500));
    for (const name of names.slice(500)) {
      expect(await events.next()).toMatchObject({ __typename: 'RoomListed', room: { name } });
    }
    stop();
    await zoe.close();
  });

  it('hold a membership that is the viewer’s alone', async () => {
    const [bobs, anns] = [bob, ann].map((person) => person.subscribe<Event>(OWN_ROOMS));
    const ofBob = (await bobs?.events.next())?.rooms?.[0]?.membership;
    const ofAnn = (await anns?.events.next())?.rooms?.[0]?.membership;
    expect(ofBob?.id).toBeTruthy();
    expect(ofAnn?.id).not.toBe(ofBob?.id);
    bobs?.stop();
    anns?.stop();
  });

  it('tell of a message that was deleted', async () => {
    const { events, stop } = await follow(bob);
    const { id } = await post(ann, { room: 'tea', text: 'oops' });
    await events.nextWhere(unread('tea', 3, 1));
    await deleteMessage(ann, id);
    await events.nextWhere(unread('tea', 2, 1));
    stop();
  });

  it('tell of a busy room at most about once a second', async () => {
    const { events, stop } = await follow(eve);
    await createRoom(ann, 'busy');
    await joinRoom(eve, 'busy');
    const began = performance.now();
    for (let i = 1; i <= 60; i += 1) await post(ann, { room: 'busy', text: `message ${i}` });
    let told = 0;
    for (let event = await events.next(); event && !unread('busy', 60)(event); event = await events.next()) told += 1;
    const seconds = (performance.now() - began) / 1_000;
    // One for having joined, one at once, then one each second.
    expect(told).toBeLessThanOrEqual(2 + seconds);
    stop();
  });

  it('follow joining and leaving on every device', async () => {
    const tab = anotherTab(app.url, bob);
    const { events, stop } = await follow(tab);
    await createRoom(ann, 'coffee');
    await joinRoom(bob, 'coffee');
    await events.nextWhere(unread('coffee', 0));
    await bob.request('mutation { leaveRoom(input: { room: "coffee" }) { room { id } } }');
    await events.nextWhere(unlisted);
    await bob.request('mutation { createRoom(input: { name: "own" }) { room { id } } }');
    await events.nextWhere(unread('own', 0));
    await bob.request('mutation { deleteRoom(input: { room: "own" }) }');
    await events.nextWhere(unlisted);
    stop();
    await tab.close();
  });

  it('are silent about a private room from the moment somebody is thrown out', async () => {
    await ann.request('mutation { createRoom(input: { name: "den", visibility: PRIVATE }) { room { id } } }');
    const stranger = await follow(eve);
    await manage('inviteToRoom', { room: 'den', username: 'bob' });
    await joinRoom(bob, 'den');
    const { events, stop } = await follow(bob);
    await post(ann, { room: 'den', text: 'psst' });
    await events.nextWhere(unread('den', 1));
    await manage('kickFromRoom', { room: 'den', username: 'bob' });
    await events.nextWhere(unlisted);
    await post(ann, { room: 'den', text: 'he is gone' });
    await post(ann, { room: 'tea', text: 'for everybody' });
    await events.nextWhere(unread('tea', 3, 1));
    await post(ann, { room: 'busy', text: 'and eve' });
    await stranger.events.nextWhere(unread('busy', 61));
    for (const heard of [events.drain(), stranger.events.drain()]) {
      expect(heard.map(({ room }) => room?.name)).not.toContain('den');
    }
    stop();
    stranger.stop();
  });
});
