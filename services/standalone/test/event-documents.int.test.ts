import { readFileSync } from 'node:fs';
import { parse, print, separateOperations } from 'graphql';
import { type App, startApp } from './app.ts';
import { createRoom, joinRoom, post, whisper } from './chat.ts';
import { anotherTab, type Person, register } from './person.ts';

const DOCUMENTS = separateOperations(
  parse(readFileSync(new URL('../../../docs/events.graphql', import.meta.url), 'utf8')),
);
const documentOf = (name: string) => print(DOCUMENTS[name]!);

interface Event {
  __typename: string;
  cursor: string;
}
const kind = (name: string) => (event: Event) => event.__typename === name;

describe('docs/events.graphql and the server', () => {
  let app: App;
  let ann: Person;
  let bob: Person;

  beforeAll(async () => {
    app = await startApp({ env: { CONFAB_REPLAY_EVENTS: '1' } });
    [ann, bob] = [await register(app.url, 'ann'), await register(app.url, 'bob')];
    await createRoom(ann, 'tea');
    await joinRoom(bob, 'tea');
  });
  afterAll(async () => {
    await Promise.all([ann?.close(), bob?.close()]);
    await app?.close();
  });

  it.each(Object.keys(DOCUMENTS))('runs %s as it stands', async (name) => {
    const { events, stop } = ann.subscribe<Event>(documentOf(name), { room: 'tea' });
    const first = await events.next();
    expect(first?.__typename).toMatch(/Opened$|^RoomListed$/);
    stop();
  });

  it.each([
    ['RoomReset', 'RoomEvents', 'roomEvents(room: "tea", after: $after)'],
    ['InboxReset', 'InboxEvents', 'inboxEvents(after: $after)'],
  ])('%s says why by the old field and by the new one', async (reset, name, field) => {
    const { events, stop } = ann.subscribe<Event>(documentOf(name), { room: 'tea' });
    const { cursor } = (await events.next())!;
    stop();
    for (const text of ['one', 'two', 'three']) {
      await post(bob, { room: 'tea', text });
      await whisper(bob, { to: 'ann', text });
    }
    const again = ann.subscribe<Event>(
      `subscription ($after: Cursor) { ${field} { __typename cursor ... on ${reset} { reason resetReason } } }`,
      { after: cursor },
    );
    const why = 'TOO_FAR_BEHIND';
    expect(await again.events.next()).toMatchObject({ __typename: reset, reason: why, resetReason: why });
    again.stop();
  });

  it.each([
    ['room', { room: 'tea' }, { room: { name: 'tea' }, conversation: null }],
    ['conversation', { conversation: 'bob' }, { room: null, conversation: { peer: { username: 'bob' } } }],
  ])('a %s that was read elsewhere is told by the old fields and by the new ones', async (_, place, where) => {
    await post(bob, { room: 'tea', text: 'read me' });
    const { seq } = await whisper(bob, { to: 'ann', text: 'read me' });
    const tab = anotherTab(app.url, ann);
    const { events, stop } = tab.subscribe<Event>(`subscription { inboxEvents { __typename cursor
      ... on ReadMarkerMoved { room { name } readRoom { name }
        conversation { peer { username } } readConversation { peer { username } } } } }`);
    await events.next();
    await ann.request('mutation ($input: MarkReadInput!) { markRead(input: $input) { unreadCount } }', {
      input: { ...place, seq },
    });
    const { room, conversation } = where;
    expect(await events.nextWhere(kind('ReadMarkerMoved'))).toMatchObject({
      ...{ room, readRoom: room, conversation, readConversation: conversation },
    });
    stop();
    await tab.close();
  });
});
