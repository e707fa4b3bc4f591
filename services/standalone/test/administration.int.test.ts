import { type App, startApp } from './app.ts';
import { login, type Person, register } from './person.ts';

const BANNED =
  'query ($name: String!) { user(username: $name) { displayName deletedAt ban { reason by { username } } } }';

interface Shown {
  user: { displayName: string; deletedAt: string | null; ban: { reason: string; by: { username: string } } | null };
}

describe('administration of users, through the API', () => {
  let app: App;
  let root: Person;
  let ada: Person;
  let bob: Person;

  beforeAll(async () => {
    app = await startApp();
    root = await register(app.url, 'root');
    ada = await register(app.url, 'ada');
    bob = await register(app.url, 'bob');
  });
  afterAll(async () => {
    await Promise.all([root, ada, bob].map((person) => person?.close()));
    await app?.close();
  });

  const administer = (verb: string, type: string, input: object, selection = '{ user { id } }') =>
    root.request(`mutation ($input: ${type}!) { ${verb}(input: $input) ${selection} }`, { input });

  it('closes the open sockets of whom it bans with 4452, and refuses their token everywhere', async () => {
    const { events } = ada.subscribe('subscription { inboxEvents { cursor } }');
    await events.next();
    await administer('banUser', 'BanUserInput', { username: 'ada', reason: 'spam' });
    await expect(events.next()).rejects.toMatchObject({ code: 4452 });
    await expect(ada.request('{ rooms { edges { node { id } } } }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(login(app.url, 'ada')).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('This account is banned. Reason: spam'),
      errors: [expect.objectContaining({ extensions: { code: 'FORBIDDEN', ban: { reason: 'spam' } } })],
    });
  });

  it('shows a ban to administrators and to nobody else', async () => {
    const ban = { reason: 'spam', by: { username: 'root' } };
    expect((await root.request<Shown>(BANNED, { name: 'ada' })).user.ban).toEqual(ban);
    expect((await bob.request<Shown>(BANNED, { name: 'ada' })).user.ban).toBeNull();
    await administer('unbanUser', 'UserInput', { username: 'ada' });
    expect((await root.request<Shown>(BANNED, { name: 'ada' })).user.ban).toBeNull();
  });

  it('shows the author of a message as deleted once their account is', async () => {
    const cid = await register(app.url, 'cid');
    await cid.request('mutation { createRoom(input: { name: "tea" }) { room { id } } }');
    await cid.request('mutation { postMessage(input: { room: "tea", text: "hello" }) { message { id } } }');
    await administer('deleteUser', 'UserInput', { username: 'cid' }, '');
    const { room } = await bob.request<{ room: { messages: { edges: { node: { text: string; author: object } }[] } } }>(
      '{ room(name: "tea") { messages(last: 1) { edges { node { text author { username deletedAt } } } } } }',
    );
    expect(room.messages.edges).toEqual([
      { node: { text: 'hello', author: { username: 'cid', deletedAt: expect.any(String) } } },
    ]);
    await expect(cid.request('{ sessions { id } }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
