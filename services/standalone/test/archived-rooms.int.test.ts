import { eventually } from '@confab/runtime/testing/eventually';
import { type App, startApp } from './app.ts';
import { joinRoom, post } from './chat.ts';
import { type Person, register } from './person.ts';
import { call } from './room-scene.ts';

const SHOWN = '{ id name displayName archivedAt archivedBy { username } }';
const OWN_ROOMS = `subscription { joinedRoomEvents { __typename
  ... on JoinedRoomsOpened { rooms ${SHOWN} } ... on RoomListed { room ${SHOWN} } ... on RoomUnlisted { roomId } } }`;
const LOBBY = `subscription { roomListEvents { __typename
  ... on RoomListed { room ${SHOWN} } ... on RoomUnlisted { roomId } } }`;
const ROOM = `subscription ($room: String!) { roomEvents(room: $room) { __typename ... on RoomUpdated { room ${SHOWN} } } }`;

interface Shown {
  id: string;
  name: string;
  displayName: string;
  archivedAt: string | null;
  archivedBy: { username: string } | null;
}
interface Event {
  __typename: string;
  room?: Shown;
  rooms?: Shown[];
  roomId?: string;
}

describe('a room with a display name that is archived and restored', () => {
  let app: App;
  let ann: Person;
  let bob: Person;
  let eve: Person;
  let messageId: string;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'error' } });
    ann = await register(app.url, 'ann');
    bob = await register(app.url, 'bob');
    eve = await register(app.url, 'eve');
    await call(bob, 'createRoom', 'CreateRoomInput', { name: 'tea', displayName: 'Tea \u200b& cakes' });
    await joinRoom(eve, 'tea');
    messageId = (await post(eve, { room: 'tea', text: 'The kettle is on' })).id;
  }, 60_000);
  afterAll(async () => {
    for (const person of [ann, bob, eve]) await person.close();
    await app.close();
  }, 60_000);

  const list = async (person: Person, args: string): Promise<string[]> => {
    const query = `{ rooms(${args}) { edges { node { name } } } }`;
    const { rooms } = await person.request<{ rooms: { edges: { node: { name: string } }[] } }>(query);
    return rooms.edges.map(({ node }) => node.name);
  };
  const room = async (person: Person) => (await person.request<{ room: Shown }>(`{ room(name: "tea") ${SHOWN} }`)).room;

  it('is shown by the display name and found by both', async () => {
    expect(await room(eve)).toMatchObject({
      name: 'tea',
      displayName: 'Tea & cakes',
      archivedAt: null,
      archivedBy: null,
    });
    for (const search of ['TEA', '& Cak']) expect(await list(ann, `search: "${search}"`)).toEqual(['tea']);
  });

  it('keeps its display name where a change says null, and is shown by its name again where it says nothing', async () => {
    const { events } = eve.subscribe<Event>(OWN_ROOMS);
    await events.next();
    await call(bob, 'updateRoom', 'UpdateRoomInput', { room: 'tea', displayName: null, topic: 'Five o’clock' });
    expect((await room(eve)).displayName).toBe('Tea & cakes');
    await call(bob, 'updateRoom', 'UpdateRoomInput', { room: 'tea', displayName: '' });
    await events.nextWhere((event) => event.room?.displayName === 'tea');
    await call(bob, 'updateRoom', 'UpdateRoomInput', { room: 'tea', displayName: 'Tea & cakes' });
    await events.nextWhere((event) => event.room?.displayName === 'Tea & cakes');
  });

  it('tells everybody that it is archived, and leaves all lists', async () => {
    const [opened, own, lobby] = [
      ann.subscribe<Event>(ROOM, { room: 'tea' }),
      eve.subscribe<Event>(OWN_ROOMS),
      ann.subscribe<Event>(LOBBY),
    ];
    await opened.events.next();
    await own.events.next();
    await lobby.events.nextWhere((event) => event.room?.name === 'tea');
    await call(bob, 'archiveRoom', 'RoomInput', { room: 'tea' });
    const { room: updated } = await opened.events.nextWhere(({ __typename }) => __typename === 'RoomUpdated');
    expect(updated).toMatchObject({ archivedAt: expect.any(String), archivedBy: { username: 'bob' } });
    for (const { events } of [own, lobby]) {
      const { roomId } = await events.nextWhere(({ __typename }) => __typename === 'RoomUnlisted');
      expect(roomId).toBe(updated?.id);
    }
    const afterwards = eve.subscribe<Event>(OWN_ROOMS);
    expect((await afterwards.events.next())?.rooms).toEqual([]);
    for (const args of ['search: "tea"', 'joined: true', 'archived: false', 'archived: null'])
      expect(await list(eve, args)).toEqual([]);
    for (const args of ['archived: true', 'archived: true, joined: true'])
      expect(await list(eve, args)).toEqual(['tea']);
    for (const { stop } of [opened, own, lobby, afterwards]) stop();
  });

  it('is read and searched as before', async () => {
    const { room: read } = await eve.request<{ room: { messages: { edges: { node: { text: string } }[] } } }>(
      '{ room(name: "tea") { messages(last: 5) { edges { node { text } } } } }',
    );
    expect(read.messages.edges.map(({ node }) => node.text)).toContain('The kettle is on');
    // What was said is found about a second later.
    await eventually(async () => {
      const { searchMessages } = await eve.request<{ searchMessages: { edges: unknown[] } }>(
        '{ searchMessages(text: "kettle") { edges { node { id } } } }',
      );
      expect(searchMessages.edges).toHaveLength(1);
    });
  });

  it('is closed to posts, edits, reactions, joins and invitations, for its owner and administrators too', async () => {
    const forbidden = { errors: [{ extensions: { code: 'FORBIDDEN' } }] };
    const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject(forbidden);
    const message = (verb: string, type: string, more: object) => (person: Person) =>
      person.request(`mutation ($input: ${type}!) { ${verb}(input: $input) { message { id } } }`, {
        input: { id: messageId, ...more },
      });
    for (const person of [bob, eve]) await refused(post(person, { room: 'tea', text: 'hello?' }));
    for (const person of [eve, ann]) await refused(message('editMessage', 'EditMessageInput', { text: 'off' })(person));
    await refused(message('addReaction', 'ReactionInput', { emoji: '🍵' })(bob));
    await refused(call(ann, 'joinRoom', 'RoomInput', { room: 'tea' }));
    for (const [person, username] of [
      [bob, 'ann'],
      [ann, 'bob'],
    ] as const)
      await refused(call(person, 'inviteToRoom', 'RoomUserInput', { room: 'tea', username }));
  });

  it('ends its invitations, and they do not come back when it is restored', async () => {
    const invited = async () => {
      const query = '{ me { invitations { edges { node { room { name } } } } } }';
      type Answer = { me: { invitations: { edges: { node: { room: { name: string } } }[] } } };
      return (await ann.request<Answer>(query)).me.invitations.edges.map(({ node }) => node.room.name);
    };
    await call(bob, 'createRoom', 'CreateRoomInput', { name: 'den', visibility: 'PRIVATE' });
    await call(bob, 'inviteToRoom', 'RoomUserInput', { room: 'den', username: 'ann' });
    expect(await invited()).toEqual(['den']);
    await call(bob, 'archiveRoom', 'RoomInput', { room: 'den' });
    expect(await invited()).toEqual([]);
    await call(bob, 'restoreRoom', 'RoomInput', { room: 'den' });
    expect(await invited()).toEqual([]);
  });

  it('is in use again when it is restored, by an administrator too, and back in all lists', async () => {
    const [own, lobby] = [eve.subscribe<Event>(OWN_ROOMS), ann.subscribe<Event>(LOBBY)];
    await own.events.next();
    await call(ann, 'restoreRoom', 'RoomInput', { room: 'tea' });
    for (const { events } of [own, lobby]) await events.nextWhere((event) => event.room?.name === 'tea');
    expect(await room(eve)).toMatchObject({ archivedAt: null, archivedBy: null });
    expect(await list(eve, 'archived: true')).toEqual([]);
    await post(eve, { room: 'tea', text: 'Back again' });
    await joinRoom(ann, 'tea');
  });
});
