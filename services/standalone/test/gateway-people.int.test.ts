import { eventually } from '@confab/runtime/testing/eventually';
import { type App, startApp } from './app.ts';
import { createRoom, joinRoom } from './chat.ts';
import { type Person, register } from './person.ts';

const PEOPLE = `query ($room: String!, $search: String, $after: String) { room(name: $room) {
  members(search: $search, first: 2, after: $after) {
    edges { node { role joinedAt user { username } } } pageInfo { hasNextPage hasPreviousPage endCursor } }
  bans { edges { node { reason user { username } by { username } } } }
  invitations { edges { node { at user { username } by { username } } } } } }`;

interface People {
  room: {
    members: Connection<{ role: string; user: { username: string } }>;
    bans: Connection<object>;
    invitations: Connection<object>;
  };
}
interface Connection<Node> {
  edges: { node: Node }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
}

describe('the people of a room', () => {
  let app: App;
  let root: Person;
  let ann: Person;
  let bob: Person;

  beforeAll(async () => {
    app = await startApp();
    root = await register(app.url, 'root');
    ann = await register(app.url, 'Ann');
    bob = await register(app.url, 'bob');
    for (const name of ['cyd', 'dan']) await (await register(app.url, name)).close();
    await createRoom(ann, 'tea');
    await joinRoom(bob, 'tea');
    await joinRoom(root, 'tea');
    await moderate('banFromRoom', { username: 'cyd', reason: 'spam' });
    await moderate('inviteToRoom', { username: 'dan' });
  }, 60_000);

  afterAll(async () => {
    for (const person of [root, ann, bob]) await person.close();
    await app.close();
  }, 60_000);

  const moderate = (verb: string, input: object) =>
    ann.request(`mutation ($input: RoomUserInput!) { ${verb}(input: $input) { room { id } } }`, {
      input: { room: 'tea', ...input },
    });
  const people = (variables: object) => ann.request<People>(PEOPLE, { room: 'tea', ...variables });

  it('are shown by name with their roles, page by page', async () => {
    const { members } = (await people({})).room;
    expect(members.edges.map(({ node }) => [node.user.username, node.role])).toEqual([
      ['Ann', 'OWNER'],
      ['bob', 'MEMBER'],
    ]);
    expect(members.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const rest = (await people({ after: members.pageInfo.endCursor })).room.members;
    expect(rest.edges.map(({ node }) => node.user.username)).toEqual(['root']);
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('are found by any word of both names, in the room and among all', async () => {
    await bob.request('mutation { updateProfile(input: { displayName: "Róbert Okafor" }) { user { id } } }');
    const found = async (search: string) => {
      const [{ room }, { users }] = await Promise.all([
        people({ search }),
        ann.request<{ users: Connection<{ username: string }> }>(
          'query ($search: String) { users(search: $search) { edges { node { username } } pageInfo { hasNextPage } } }',
          { search },
        ),
      ]);
      return [
        room.members.edges.map(({ node }) => node.user.username),
        users.edges.map(({ node }) => node.username),
      ] as const;
    };
    expect(await found('AN')).toEqual([['Ann'], ['Ann']]);
    for (const search of ['okafor', 'robert', 'BOB', 'oka bob'])
      expect(await found(search)).toEqual([['bob'], ['bob']]);
  });

  it('come by role and presence where that is asked for, page by page', async () => {
    const names = async (after: string | null) => {
      const { room } = await ann.request<People>(
        `query ($after: String) { room(name: "tea") { members(order: ROLE_AND_PRESENCE, first: 2, after: $after) {
          edges { node { user { username } } } pageInfo { hasNextPage endCursor } } } }`,
        { after },
      );
      return { names: room.members.edges.map(({ node }) => node.user.username), ...room.members.pageInfo };
    };
    expect((await names(null)).names).toEqual(['Ann', 'bob']);
    const { stop } = root.subscribe('subscription { inboxEvents { cursor } }');
    await eventually(async () => expect((await names(null)).names).toEqual(['Ann', 'root']));
    const rest = await names((await names(null)).endCursor);
    expect(rest).toMatchObject({ names: ['bob'], hasNextPage: false });
    stop();
  });

  it('are shown with who banned them and why, or who invited them', async () => {
    const { bans, invitations } = (await people({})).room;
    expect(bans.edges).toEqual([{ node: { reason: 'spam', user: { username: 'cyd' }, by: { username: 'Ann' } } }]);
    expect(invitations.edges).toMatchObject([{ node: { user: { username: 'dan' }, by: { username: 'Ann' } } }]);
  });

  it('does not keep a private room from an administrator who asks for all rooms', async () => {
    await bob.request('mutation { createRoom(input: { name: "den", visibility: PRIVATE }) { room { id } } }');
    const all = await root.request<{ allRooms: Connection<{ name: string }> }>(
      '{ allRooms(visibility: PRIVATE) { edges { node { name } } pageInfo { hasNextPage } } }',
    );
    expect(all.allRooms.edges.map(({ node }) => node.name)).toEqual(['den']);
  });
});
