import { eventually } from '@confab/runtime/testing/eventually';
import { type App, startApp } from './app.ts';
import { createRoom, deleteMessage, joinRoom, post, whisper } from './chat.ts';
import { type Person, register } from './person.ts';

interface Found {
  edges: { node: { id: string; text: string | null; room: { name: string } | null } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const NODES = 'edges { node { id text room { name } } } pageInfo { hasNextPage endCursor }';
const SEARCH = `query ($text: String!, $room: String, $conversation: String, $author: String, $first: Int, $after: String) {
  searchMessages(text: $text, room: $room, conversation: $conversation, author: $author, first: $first, after: $after) { ${NODES} } }`;
const ALL = `query ($search: String, $deleted: Boolean, $order: MessageOrder, $first: Int, $after: String) {
  allMessages(search: $search, deleted: $deleted, order: $order, first: $first, after: $after) { ${NODES} } }`;

describe('searching messages over the API', () => {
  let app: App;
  let root: Person;
  let ann: Person;
  let bob: Person;

  beforeAll(async () => {
    app = await startApp();
    root = await register(app.url, 'root');
    ann = await register(app.url, 'ann');
    bob = await register(app.url, 'bob');
    await createRoom(ann, 'tea');
    await joinRoom(bob, 'tea');
  }, 60_000);

  afterAll(async () => {
    for (const person of [root, ann, bob]) await person.close();
    await app.close();
  }, 60_000);

  const search = async (person: Person, variables: object): Promise<Found> =>
    (await person.request<{ searchMessages: Found }>(SEARCH, variables)).searchMessages;
  const texts = ({ edges }: Found) => edges.map(({ node }) => node.text);

  it('finds what was said within about a second, page by page', async () => {
    for (const text of ['first teapot', 'second teapot', 'third teapot']) await post(ann, { room: 'tea', text });
    await eventually(async () => expect(texts(await search(bob, { text: 'teapots' }))).toHaveLength(3));
    const page = await search(bob, { text: 'teapot', first: 2 });
    expect(texts(page)).toEqual(['third teapot', 'second teapot']);
    expect(page.edges[0]?.node.room).toEqual({ name: 'tea' });
    const rest = await search(bob, { text: 'teapot', first: 2, after: page.pageInfo.endCursor });
    expect([texts(rest), rest.pageInfo.hasNextPage]).toEqual([['first teapot'], false]);
  });

  it('lists the messages of all rooms to administrators in either order, page by page', async () => {
    const all = async (variables: object) =>
      (await root.request<{ allMessages: Found }>(ALL, { search: 'teapot', ...variables })).allMessages;
    const oldest = await all({ order: 'OLDEST', first: 2 });
    expect([texts(oldest), oldest.pageInfo.hasNextPage]).toEqual([['first teapot', 'second teapot'], true]);
    const rest = await all({ order: 'OLDEST', first: 2, after: oldest.pageInfo.endCursor });
    expect([texts(rest), rest.pageInfo.hasNextPage]).toEqual([['third teapot'], false]);
    expect(texts(await all({}))).toEqual(['third teapot', 'second teapot', 'first teapot']);
    expect(texts(await all({ order: null, first: 1 }))).toEqual(['third teapot']);
  });

  it('shows private messages to the two who wrote them, and to no administrator', async () => {
    await whisper(ann, { to: 'bob', text: 'a secret samovar' });
    await eventually(async () => expect(texts(await search(bob, { text: 'samovar' }))).toHaveLength(1));
    expect(texts(await search(bob, { text: 'samovar', conversation: 'ann' }))).toHaveLength(1);
    expect(texts(await search(root, { text: 'samovar' }))).toEqual([]);
    const all = await root.request<{ allMessages: Found }>(ALL, { search: 'samovar' });
    expect(texts(all.allMessages)).toEqual([]);
  });

  it('stops finding what somebody may not read any more', async () => {
    await ann.request(
      'mutation { createRoom(input: { name: "den", visibility: PRIVATE }) { room { id } } inviteToRoom(input: { room: "den", username: "bob" }) { room { id } } }',
    );
    await joinRoom(bob, 'den');
    await post(ann, { room: 'den', text: 'hidden kettle' });
    await eventually(async () => expect(texts(await search(bob, { text: 'kettle' }))).toHaveLength(1));
    await ann.request('mutation { kickFromRoom(input: { room: "den", username: "bob" }) { room { id } } }');
    expect(texts(await search(bob, { text: 'kettle' }))).toEqual([]);
    await expect(search(bob, { text: 'kettle', room: 'den' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('marks what an administrator edited, and lists what was deleted', async () => {
    const { id } = await post(ann, { room: 'tea', text: 'something rude' });
    const { editMessage } = await root.request<{ editMessage: { message: object } }>(
      'mutation ($id: ID!) { editMessage(input: { id: $id, text: "something kind" }) { message { text editedBy { username } author { username } } } }',
      { id },
    );
    expect(editMessage.message).toEqual({
      text: 'something kind',
      editedBy: { username: 'root' },
      author: { username: 'ann' },
    });
    await deleteMessage(root, id);
    await eventually(async () => {
      const { allMessages } = await root.request<{ allMessages: Found }>(ALL, { deleted: true });
      expect(allMessages.edges.map(({ node }) => [node.id, node.text])).toEqual([[id, null]]);
    });
  });

  it.each([
    [{ text: '' }, 'text'],
    [{ text: 'tea', first: 101 }, 'first'],
    [{ text: 'tea', after: '?' }, 'after'],
    [{ text: 'tea', room: 'tea', conversation: 'bob' }, 'conversation'],
  ])('refuses %j, naming the argument', async (variables, field) => {
    await expect(search(ann, variables)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});
