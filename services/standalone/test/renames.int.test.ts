import { type App, startApp } from './app.ts';
import { block } from './block.ts';
import { whisper } from './chat.ts';
import type { Subscription } from './graphql-client.ts';
import { anotherTab, type Person, register } from './person.ts';

const INBOX = `subscription { inboxEvents { __typename
  ... on PersonRenamed { user { username displayName } } ... on DirectMessagePosted { message { text } } } }`;

interface InboxEvent {
  __typename: string;
  user?: { username: string; displayName: string };
  message?: { text: string };
}

describe('whoever calls themselves otherwise, to people who share no room with them', () => {
  let app: App;
  const people: Person[] = [];

  beforeAll(async () => {
    app = await startApp();
    for (const name of ['ann', 'bob', 'carol', 'dan']) people.push(await register(app.url, name));
  });
  afterAll(async () => {
    await Promise.all(people.map((person) => person.close()));
    await app?.close();
  });

  async function follow(person: Person): Promise<Subscription<InboxEvent>> {
    const inbox = person.subscribe<InboxEvent>(INBOX);
    expect(await inbox.events.next()).toEqual({ __typename: 'InboxOpened' });
    return inbox;
  }
  const rename = (person: Person, displayName: string) =>
    person.request('mutation ($name: String!) { updateProfile(input: { displayName: $name }) { user { id } } }', {
      name: displayName,
    });
  const isCalled = (username: string, displayName: string) => (event: InboxEvent) =>
    event.user?.username === username && event.user.displayName === displayName;
  const renamed = (events: readonly InboxEvent[]) => events.filter(({ __typename }) => __typename === 'PersonRenamed');

  it('is called so at once by everybody with a conversation, and on their own devices, and nobody else hears of it', async () => {
    const [ann, bob, carol, dan] = people as [Person, Person, Person, Person];
    await whisper(bob, { to: 'ann', text: 'hello' });
    await block(dan, 'bob');
    await whisper(bob, { to: 'dan', text: 'never seen' });
    const tab = anotherTab(app.url, bob);
    people.push(tab);
    const [atAnn, atCarol, atDan, atTab] = await Promise.all([ann, carol, dan, tab].map(follow));
    await rename(bob, 'Robert');
    for (const inbox of [atAnn, atTab]) await inbox?.events.nextWhere(isCalled('bob', 'Robert'));
    await whisper(ann, { to: 'carol', text: 'mark' });
    await whisper(ann, { to: 'dan', text: 'mark' });
    for (const inbox of [atCarol, atDan]) {
      const seen: InboxEvent[] = [];
      await inbox?.events.nextWhere((event) => seen.push(event) > 0 && event.message?.text === 'mark');
      expect(renamed(seen)).toEqual([]);
    }
    for (const inbox of [atAnn, atCarol, atDan, atTab]) inbox?.stop();
  });

  it('is told of seldom where they do it all the time, with the last name in the end', async () => {
    const [ann, bob] = people as [Person, Person];
    const inbox = await follow(ann);
    const began = performance.now();
    for (let n = 1; n <= 40; n += 1) await rename(bob, `Bob ${n}`);
    const seen: InboxEvent[] = [];
    await inbox.events.nextWhere((event) => seen.push(event) > 0 && isCalled('bob', 'Bob 40')(event));
    // One at once, one each second.
    expect(renamed(seen).length).toBeLessThanOrEqual(2 + (performance.now() - began) / 1_000);
    inbox.stop();
  });
});
