import { type App, startApp } from './app.ts';
import { type Person, register } from './person.ts';

const EVENTS = `subscription ($room: String!, $after: Cursor) {
  roomEvents(room: $room, after: $after) {
    __typename cursor at
    ... on RoomOpened { resumed messages { id seq text } online { username } room { name memberCount } }
    ... on RoomReset { resetReason }
    ... on RoomClosed { closeReason }
    ... on MessagePosted { message { id seq text author { username } idempotencyKey reactions { emoji } } }
    ... on MemberJoined { user { username } }
    ... on UserOnline { user { username } onlineCount }
  }
}`;
const POST = `mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id seq text author { username } } } }`;

interface RoomEvent {
  __typename: string;
  cursor: string;
  message?: { text: string; seq: number };
}

describe('roomEvents', () => {
  let app: App;
  let ann: Person;
  let bob: Person;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'error' } });
    ann = await register(app.url, 'ann');
    bob = await register(app.url, 'bob');
    await ann.request('mutation { createRoom(input: { name: "lobby" }) { room { id } } }');
    await bob.request('mutation { joinRoom(input: { room: "lobby" }) { room { id } } }');
  }, 60_000);

  afterAll(async () => {
    await ann.close();
    await bob.close();
    await app.close();
  }, 60_000);

  const post = (person: Person, text: string, room = 'lobby') => person.request(POST, { input: { room, text } });

  it('opens with the newest messages, then brings what is posted', async () => {
    await post(ann, 'before');
    const { events, stop } = bob.subscribe<RoomEvent>(EVENTS, { room: 'Lobby' });
    const opened = await events.next();
    expect(opened).toMatchObject({ __typename: 'RoomOpened', resumed: false, messages: [{ text: 'before' }] });
    await post(ann, 'after');
    const posted = await events.nextWhere(({ __typename }) => __typename === 'MessagePosted');
    expect(posted.message).toMatchObject({ text: 'after', author: { username: 'ann' } });
    stop();
  });

  it('resumes behind a cursor with what was missed, once and in order', async () => {
    const first = bob.subscribe<RoomEvent>(EVENTS, { room: 'lobby' });
    const cursor = (await first.events.next())?.cursor;
    first.stop();
    for (const text of ['1', '2', '3']) await post(ann, text);
    const { events, stop } = bob.subscribe<RoomEvent>(EVENTS, { room: 'lobby', after: cursor });
    expect(await events.next()).toMatchObject({ __typename: 'RoomOpened', resumed: true, messages: null });
    const texts: unknown[] = [];
    await post(ann, '4');
    while (texts.length < 4) {
      const { message } = await events.nextWhere(({ __typename }) => __typename === 'MessagePosted');
      texts.push(message?.text);
    }
    expect(texts).toEqual(['1', '2', '3', '4']);
    stop();
  });
});
