import { type App, startApp } from './app.ts';
import { createRoom, deleteMessage, joinRoom, post, whisper } from './chat.ts';
import { type Person, register } from './person.ts';

interface Event {
  __typename: string;
  cursor: string;
  message?: { text: string | null; room?: { name: string } | null };
}

const ROOM = `subscription ($room: String!, $after: Cursor) { roomEvents(room: $room, after: $after) { __typename cursor
  ... on MessagePosted { message { text room { name } } } ... on MessageEdited { message { text } }
  ... on MessageDeleted { message { text } } } }`;
const INBOX = `subscription ($after: Cursor) { inboxEvents(after: $after) { __typename cursor
  ... on DirectMessagePosted { message { text } } ... on DirectMessageDeleted { message { text } }
  ... on Mentioned { message { text } } } }`;

const edit = (person: Person, id: string, text: string) =>
  person.request(
    'mutation ($id: ID!, $text: String!) { editMessage(input: { id: $id, text: $text }) { message { id } } }',
    { id, text },
  );

describe('what was missed', () => {
  let app: App;
  let ann: Person;
  let bob: Person;
  let cyd: Person;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'fatal' } });
    await register(app.url, 'root');
    ann = await register(app.url, 'ann');
    bob = await register(app.url, 'bob');
    cyd = await register(app.url, 'cyd');
  }, 60_000);

  afterAll(async () => {
    for (const person of [ann, bob, cyd]) await person.close();
    await app.close();
  }, 60_000);

  it('does not bring back what was deleted or edited away while the room stayed open', async () => {
    await createRoom(ann, 'regrets');
    const open = ann.subscribe<Event>(ROOM, { room: 'regrets' });
    const after = (await open.events.next())?.cursor;
    const { id } = await post(ann, { room: 'regrets', text: 'secret 1' });
    const changed = await post(ann, { room: 'regrets', text: 'secret 2' });
    await deleteMessage(ann, id);
    await edit(ann, changed.id, 'harmless');
    await open.events.nextWhere(({ __typename }) => __typename === 'MessageEdited');
    const resumed = bob.subscribe<Event>(ROOM, { room: 'regrets', after });
    const seen: Event[] = [];
    await resumed.events.nextWhere((event) => seen.push(event) > 0 && event.__typename === 'MessageEdited');
    const posted = seen.filter(({ __typename }) => __typename === 'MessagePosted');
    expect(posted.map(({ message }) => message?.text)).toEqual([null, 'harmless']);
    open.stop();
    resumed.stop();
  });

  it('does not bring back a deleted private message or mention', async () => {
    await createRoom(ann, 'mentions');
    await joinRoom(bob, 'mentions');
    const open = bob.subscribe<Event>(INBOX);
    const after = (await open.events.next())?.cursor;
    const mention = await post(ann, { room: 'mentions', text: 'secret for @bob' });
    await deleteMessage(ann, mention.id);
    const { id } = await whisper(ann, { to: 'bob', text: 'secret 3' });
    await deleteMessage(ann, id);
    await open.events.nextWhere(({ __typename }) => __typename === 'DirectMessageDeleted');
    const resumed = bob.subscribe<Event>(INBOX, { after });
    const seen: Event[] = [];
    await resumed.events.nextWhere((event) => seen.push(event) > 0 && event.__typename === 'DirectMessageDeleted');
    expect(seen.map(({ __typename }) => __typename)).toEqual(
      expect.arrayContaining(['Mentioned', 'DirectMessagePosted']),
    );
    expect(JSON.stringify(seen)).not.toContain('secret');
    open.stop();
    resumed.stop();
  });

  it('is complete for those who stay when the first of them is kicked from a private room', async () => {
    await ann.request('mutation { createRoom(input: { name: "den", visibility: PRIVATE }) { room { id } } }');
    for (const username of ['bob', 'cyd']) {
      await ann.request(
        'mutation ($username: String!) { inviteToRoom(input: { room: "den", username: $username }) { room { id } } }',
        { username },
      );
    }
    await joinRoom(cyd, 'den');
    await joinRoom(bob, 'den');
    const first = cyd.subscribe<Event>(ROOM, { room: 'den' });
    await first.events.next();
    const second = bob.subscribe<Event>(ROOM, { room: 'den' });
    await second.events.next();
    const texts = Array.from({ length: 30 }, (_, at) => `n${at}`);
    await Promise.all([
      ...texts.slice(0, 10).map((text) => post(ann, { room: 'den', text })),
      ann.request('mutation { kickFromRoom(input: { room: "den", username: "cyd" }) { room { id } } }'),
      ...texts.slice(10).map((text) => post(ann, { room: 'den', text })),
    ]);
    const seen: Event[] = [];
    await second.events.nextWhere((event) => event.__typename === 'MessagePosted' && seen.push(event) === texts.length);
    expect(new Set(seen.map(({ message }) => message?.text)).size).toBe(texts.length);
    expect(seen.map(({ message }) => message?.room?.name)).toEqual(texts.map(() => 'den'));
    second.stop();
  });
});
