import { type App, startApp } from './app.ts';
import { block } from './block.ts';
import { createRoom, joinRoom, post } from './chat.ts';
import type { Subscription } from './graphql-client.ts';
import { anotherTab, login, type Person, register } from './person.ts';
import { call } from './room-scene.ts';

const INBOX = `subscription ($after: Cursor) { inboxEvents(after: $after) { __typename cursor
  ... on InvitedToRoom { room { id name visibility createdAt memberCount topic membership { id } } by { username } }
  ... on InvitationEnded { room { id name visibility createdAt memberCount topic membership { id } } } } }`;

interface InboxEvent {
  __typename: string;
  cursor: string;
  room?: { id: string; name: string; membership: object | null };
}
interface Invitation {
  room: { name: string; visibility: string };
  by: { username: string };
  at: string;
}

describe('invitations', () => {
  let app: App;
  let ann: Person;
  let bob: Person;
  let people: Person[];
  let rooms = 0;

  beforeAll(async () => {
    app = await startApp();
    ann = await register(app.url, 'ann');
    bob = await register(app.url, 'bob');
    people = [ann, bob];
  }, 60_000);
  afterAll(async () => {
    for (const person of people) await person.close();
    await app.close();
  }, 60_000);

  async function somebody(name: string): Promise<Person> {
    const person = await register(app.url, name);
    people.push(person);
    return person;
  }
  async function hiddenRoom(): Promise<string> {
    rooms += 1;
    const input = { name: `hidden-${rooms}`, topic: 'secret', visibility: 'PRIVATE' };
    await ann.request('mutation ($i: CreateRoomInput!) { createRoom(input: $i) { room { id } } }', { i: input });
    return input.name;
  }
  const invite = (room: string, { username }: Person, by = ann) =>
    call(by, 'inviteToRoom', 'RoomUserInput', { room, username });
  const decline = (person: Person, room: string) =>
    person.request('mutation ($i: RoomInput!) { declineInvitation(input: $i) }', { i: { room } });
  async function page(person: Person, args = '') {
    const { me } = await person.request<{
      me: {
        invitations: { edges: { node: Invitation }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
      };
    }>(`{ me { invitations${args} { edges { node { room { name visibility } by { username } at } }
      pageInfo { hasNextPage endCursor } } } }`);
    return { ...me.invitations.pageInfo, nodes: me.invitations.edges.map(({ node }) => node) };
  }
  const listed = async (person: Person) => (await page(person, '(first: 100)')).nodes.map(({ room }) => room.name);
  async function follow(person: Person, after?: string) {
    const inbox: Subscription<InboxEvent> = person.subscribe(INBOX, after === undefined ? {} : { after });
    const opened = await inbox.events.next();
    return { ...inbox, cursor: opened?.cursor ?? '' };
  }

  it('wait for somebody who was offline, with who invited and when, until they join', async () => {
    const dan = await somebody('dan');
    const room = await hiddenRoom();
    await invite(room, dan);
    const again = await login(app.url, 'dan');
    people.push(again);
    expect((await page(again)).nodes).toEqual([
      { room: { name: room, visibility: 'PRIVATE' }, by: { username: 'ann' }, at: expect.stringMatching(/Z$/) },
    ]);
    expect(await listed(ann)).toEqual([]);
    const { user } = await ann.request<{ user: object }>(
      '{ user(username: "dan") { invitations { edges { cursor } } } }',
    );
    expect(user).toEqual({ invitations: { edges: [] } });
    const inbox = await follow(dan);
    await joinRoom(again, room);
    expect(await listed(dan)).toEqual([]);
    // Inboxes are told of invitations behind the answers: that of the invitation may still come.
    const ended = await inbox.events.nextWhere(({ __typename }) => __typename === 'InvitationEnded');
    expect(ended).toMatchObject({ room: { name: room, topic: 'secret' } });
    expect(ended?.room?.membership).not.toBeNull();
    inbox.stop();
  });

  it('are declined on one device and gone on all, also on those that resume, without a look into the room', async () => {
    const eve = await somebody('eve');
    const room = await hiddenRoom();
    const phone = anotherTab(app.url, eve);
    people.push(phone);
    const start = await follow(phone);
    const inbox = await follow(eve);
    await invite(room, eve);
    const told = await inbox.events.next();
    expect(told).toMatchObject({ __typename: 'InvitedToRoom', room: { name: room, topic: 'secret', memberCount: 1 } });
    await decline(eve, room);
    expect(await listed(eve)).toEqual([]);
    const { __typename: _invited, by: _by, cursor: _cursor, ...was } = told as InboxEvent & { by: object };
    const gone = { room: { ...was.room, topic: null, memberCount: 0, membership: null } };
    expect(await inbox.events.next()).toMatchObject({ __typename: 'InvitationEnded', ...gone });
    start.stop();
    const resumed = await follow(phone, start.cursor);
    expect([await resumed.events.next(), await resumed.events.next()]).toMatchObject([
      { __typename: 'InvitedToRoom', ...gone },
      { __typename: 'InvitationEnded', ...gone },
    ]);
    resumed.stop();
    await expect(decline(eve, room)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await invite(room, eve);
    expect(await listed(eve)).toEqual([room]);
    expect(await inbox.events.next()).toMatchObject({ __typename: 'InvitedToRoom' });
    await decline(eve, room);
    inbox.stop();
  });

  it.each<[string, (room: string, username: string) => Promise<unknown>]>([
    ['it is taken back', (room, username) => call(ann, 'kickFromRoom', 'RoomUserInput', { room, username })],
    ['the person is banned', (room, username) => call(ann, 'banFromRoom', 'RoomUserInput', { room, username })],
    ['the room is archived', (room) => call(ann, 'archiveRoom', 'RoomInput', { room })],
    ['the room is deleted', (room) => ann.request(`mutation { deleteRoom(input: { room: "${room}" }) }`)],
  ])('end when %s', async (_when, end) => {
    const fay = await somebody(`fay-${rooms}`);
    const room = await hiddenRoom();
    const inbox = await follow(fay);
    await invite(room, fay);
    await inbox.events.next();
    await end(room, fay.username);
    expect(await inbox.events.next()).toMatchObject({ __typename: 'InvitationEnded', room: { name: room } });
    expect(await listed(fay)).toEqual([]);
    inbox.stop();
  });

  it('come in pages to their end, newest first', async () => {
    const gil = await somebody('gil');
    const names: string[] = [];
    for (let n = 1; n <= 7; n += 1) names.unshift(await hiddenRoom());
    for (const name of names.toReversed()) await invite(name, gil);
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { nodes, hasNextPage, endCursor } = await page(gil, `(first: 3${after})`);
      seen.push(...nodes.map(({ room }) => room.name));
      if (!hasNextPage) break;
      after = `, after: "${endCursor}"`;
    }
    expect(new Set(seen)).toEqual(new Set(names));
    expect(seen).toHaveLength(7);
    await expect(page(gil, '(first: 101)')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(page(gil, '(after: "x")')).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });

  it('of somebody who is blocked reach neither the list nor the feed, and nothing tells of their end', async () => {
    const hal = await somebody('hal');
    await createRoom(ann, 'open-house');
    await joinRoom(bob, 'open-house');
    await block(hal, 'ann');
    const inbox = await follow(hal);
    await invite('open-house', hal);
    expect(await listed(hal)).toEqual([]);
    await joinRoom(hal, 'open-house');
    await call(hal, 'leaveRoom', 'RoomInput', { room: 'open-house' });
    await invite('open-house', hal, bob);
    expect(await inbox.events.next()).toMatchObject({ __typename: 'InvitedToRoom', by: { username: 'bob' } });
    expect((await page(hal)).nodes).toMatchObject([{ by: { username: 'bob' } }]);
    inbox.stop();
  });
});

describe('mentions', () => {
  let app: App;
  let ann: Person;
  let bob: Person;

  beforeAll(async () => {
    app = await startApp();
    ann = await register(app.url, 'ann');
    bob = await register(app.url, 'bob');
  }, 60_000);
  afterAll(async () => {
    for (const person of [ann, bob]) await person.close();
    await app.close();
  }, 60_000);

  it('are listed over all rooms, newest first, and each room says where the first unread one is', async () => {
    for (const name of ['tea', 'news']) {
      await createRoom(ann, name);
      await joinRoom(bob, name);
    }
    await post(bob, { room: 'tea', text: 'hello' });
    const first = await post(bob, { room: 'tea', text: '@ann one' });
    const other = await post(bob, { room: 'news', text: '@ann two' });
    await post(bob, { room: 'tea', text: '@ann three' });
    const texts = async (args = '') => {
      const { mentions } = await ann.request<{
        mentions: { edges: { node: { text: string; room: { name: string } } }[] };
      }>(`{ mentions${args} { edges { node { text room { name } } } } }`);
      return mentions.edges.map(({ node }) => `${node.room.name}: ${node.text}`);
    };
    const firstIn = async (name: string) => {
      const { room } = await ann.request<{ room: { membership: object } }>(
        'query ($name: String!) { room(name: $name) { membership { mentionCount firstUnreadMentionSeq } } }',
        { name },
      );
      return room.membership;
    };
    expect(await texts()).toEqual(['tea: @ann three', 'news: @ann two', 'tea: @ann one']);
    expect(await firstIn('tea')).toEqual({ mentionCount: 2, firstUnreadMentionSeq: first.seq });
    await ann.request(`mutation { markRead(input: { room: "news", seq: ${other.seq} }) { lastReadSeq } }`);
    expect(await texts()).toEqual(['tea: @ann three', 'tea: @ann one']);
    expect(await firstIn('news')).toEqual({ mentionCount: 0, firstUnreadMentionSeq: null });
    expect(await texts('(unreadOnly: false, first: 2)')).toEqual(['tea: @ann three', 'news: @ann two']);
  });
});
