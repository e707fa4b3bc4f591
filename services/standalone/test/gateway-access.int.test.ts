import { type App, startApp } from './app.ts';
import { createRoom, joinRoom, post } from './chat.ts';
import type { Subscription } from './graphql-client.ts';
import { anotherTab, login, type Person, register } from './person.ts';

const EVENTS = `subscription ($room: String!) { roomEvents(room: $room) {
  __typename ... on RoomClosed { closeReason closedFor: reason } ... on MessagePosted { message { text } }
  ... on MemberLeft { user { username } leaveReason leftFor: reason removedBy { username } by { username } }
} }`;
const INBOX = `subscription ($after: Cursor) { inboxEvents(after: $after) {
  __typename cursor
  ... on InboxOpened { resumed conversations { peer { username } unreadCount } }
  ... on DirectMessagePosted { message { id text delivery author { username } conversation { peer { username } } } }
  ... on DeliveryChanged { messageId delivery }
  ... on Mentioned { message { text room { name } } }
  ... on InvitedToRoom { room { name } by { username } }
  ... on ReadMarkerMoved { lastReadSeq unreadCount readIn: room { name } readRoom { name }
    conversation { peer { username } } readConversation { peer { username } } }
} }`;
const ROOMS = `subscription { roomListEvents { __typename ... on RoomListed { room { name memberCount membership { role } } } ... on RoomUnlisted { roomId } } }`;

interface Event {
  __typename: string;
  cursor?: string;
  closeReason?: string;
  delivery?: string;
  message?: { id: string; text: string; room?: { name: string } };
  room?: { name: string; memberCount?: number; membership?: { role: string } | null };
}

describe('what reaches whom', () => {
  let app: App;
  let ann: Person;
  let bob: Person;
  let eve: Person;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'error' } });
    await register(app.url, 'root');
    ann = await register(app.url, 'ann');
    bob = await register(app.url, 'bob');
    eve = await register(app.url, 'eve');
  }, 60_000);

  afterAll(async () => {
    for (const person of [ann, bob, eve]) await person.close();
    await app.close();
  }, 60_000);

  const follow = async (person: Person, room: string): Promise<Subscription<Event>> => {
    const subscription = person.subscribe<Event>(EVENTS, { room });
    expect((await subscription.events.next())?.__typename).toBe('RoomOpened');
    return subscription;
  };
  const kind = (name: string) => (event: Event) => event.__typename === name;
  const manage = (mutation: string, input: object) =>
    ann.request(`mutation ($input: RoomUserInput!) { ${mutation}(input: $input) { room { id } } }`, { input });

  it.each([
    ['kickFromRoom', 'private'],
    ['banFromRoom', 'public'],
  ])('%s ends the subscription to a %s room at once', async (mutation, visibility) => {
    const room = `${mutation}-room`;
    await ann.request(
      `mutation { createRoom(input: { name: "${room}", visibility: ${visibility.toUpperCase()} }) { room { id } } }`,
    );
    if (visibility === 'private') await manage('inviteToRoom', { room, username: 'bob' });
    await joinRoom(bob, room);
    const { events } = await follow(bob, room);
    const other = await follow(ann, room);
    await manage(mutation, { room, username: 'bob' });
    await post(ann, { room, text: 'secret' });
    const closed = await events.nextWhere(kind('RoomClosed'));
    const reason = mutation === 'kickFromRoom' ? 'KICKED' : 'BANNED';
    expect(closed).toMatchObject({ closeReason: reason, closedFor: reason });
    expect(await events.next()).toBeUndefined();
    const by = { username: 'ann' };
    expect(await other.events.nextWhere(kind('MemberLeft'))).toMatchObject({
      ...{ leaveReason: reason, leftFor: reason, removedBy: by, by },
    });
    await other.events.nextWhere(kind('MessagePosted'));
    other.stop();
    await expect(post(bob, { room, text: 'back' })).rejects.toMatchObject({
      code: expect.stringMatching(/FORBIDDEN|NOT_FOUND/),
    });
  });

  it('tells whoever opens or joins a room that they are banned from it, but not of a private one', async () => {
    await createRoom(ann, 'guarded');
    await ann.request('mutation { createRoom(input: { name: "guarded-den", visibility: PRIVATE }) { room { id } } }');
    for (const room of ['guarded', 'guarded-den']) await manage('banFromRoom', { room, username: 'bob' });
    const refusal = { errors: [{ extensions: { code: 'FORBIDDEN', roomBan: { room: 'guarded' } } }] };
    await expect(bob.subscribe(EVENTS, { room: 'guarded' }).events.next()).rejects.toMatchObject(refusal);
    await expect(joinRoom(bob, 'guarded')).rejects.toMatchObject(refusal);
    await expect(bob.subscribe(EVENTS, { room: 'guarded-den' }).events.next()).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(joinRoom(bob, 'guarded-den')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('ends every subscription to a deleted room', async () => {
    await createRoom(ann, 'doomed');
    const { events } = await follow(eve, 'doomed');
    await ann.request('mutation { deleteRoom(input: { room: "doomed" }) }');
    expect((await events.nextWhere(kind('RoomClosed'))).closeReason).toBe('DELETED');
    expect(await events.next()).toBeUndefined();
  });

  it('ends those of strangers when a room turns private', async () => {
    await createRoom(ann, 'closing');
    await joinRoom(bob, 'closing');
    const stranger = await follow(eve, 'closing');
    const member = await follow(bob, 'closing');
    await ann.request('mutation { updateRoom(input: { room: "closing", visibility: PRIVATE }) { room { id } } }');
    await post(ann, { room: 'closing', text: 'among us' });
    await stranger.events.nextWhere(kind('RoomClosed'));
    expect((await member.events.nextWhere(kind('MessagePosted'))).message?.text).toBe('among us');
    member.stop();
  });

  it('does not tell a stranger that a private room exists', async () => {
    await ann.request('mutation { createRoom(input: { name: "hidden", visibility: PRIVATE }) { room { id } } }');
    for (const room of ['hidden', 'not-there']) {
      const { events } = eve.subscribe<Event>(EVENTS, { room });
      await expect(events.next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('brings private messages to every device, and their delivery to the sender', async () => {
    const sender = ann.subscribe<Event>(INBOX);
    expect(await sender.events.next()).toMatchObject({ __typename: 'InboxOpened', resumed: false, conversations: [] });
    const { sendDirectMessage } = await ann.request<{ sendDirectMessage: { message: { id: string } } }>(
      'mutation { sendDirectMessage(input: { to: "bob", text: "psst" }) { message { id delivery } } }',
    );
    const posted = await sender.events.nextWhere(kind('DirectMessagePosted'));
    expect(posted.message).toMatchObject({
      text: 'psst',
      delivery: 'SENT',
      conversation: { peer: { username: 'bob' } },
    });
    const tab = anotherTab(app.url, bob);
    const receivers = [bob.subscribe<Event>(INBOX), tab.subscribe<Event>(INBOX)];
    for (const { events } of receivers) {
      expect(await events.next()).toMatchObject({ conversations: [{ peer: { username: 'ann' }, unreadCount: 1 }] });
    }
    const delivered = await sender.events.nextWhere(kind('DeliveryChanged'));
    expect(delivered).toMatchObject({ messageId: sendDirectMessage.message.id, delivery: 'DELIVERED' });
    await ann.request('mutation { sendDirectMessage(input: { to: "bob", text: "again" }) { message { id } } }');
    for (const { events, stop } of receivers) {
      expect((await events.nextWhere(kind('DirectMessagePosted'))).message?.text).toBe('again');
      stop();
    }
    expect((await sender.events.nextWhere(kind('DeliveryChanged'))).delivery).toBe('DELIVERED');
    sender.stop();
    await tab.close();
  });

  it('resumes an inbox with mentions and invitations that were missed', async () => {
    const first = bob.subscribe<Event>(INBOX);
    const cursor = (await first.events.next())?.cursor;
    first.stop();
    await createRoom(ann, 'party');
    await manage('inviteToRoom', { room: 'party', username: 'bob' });
    await joinRoom(bob, 'party');
    await post(ann, { room: 'party', text: 'hello @bob' });
    const { events, stop } = bob.subscribe<Event>(INBOX, { after: cursor });
    expect(await events.next()).toMatchObject({ __typename: 'InboxOpened', resumed: true, conversations: null });
    const missed = [await events.next(), await events.next(), await events.next()];
    const types = missed.map((event) => event?.__typename);
    expect(types.sort()).toEqual(['InvitationEnded', 'InvitedToRoom', 'Mentioned']);
    stop();
  });

  it('lists rooms live, private ones only to their members', async () => {
    const lobby = bob.subscribe<Event>(ROOMS);
    const strangers = eve.subscribe<Event>(ROOMS);
    await createRoom(ann, 'fresh');
    const listed = (name: string) => (event: Event) => event.room?.name === name;
    expect((await lobby.events.nextWhere(listed('fresh'))).room).toMatchObject({ memberCount: 1, membership: null });
    // Whoever has not seen the room is not told of its end.
    await strangers.events.nextWhere(listed('fresh'));
    await joinRoom(bob, 'fresh');
    const joined = await lobby.events.nextWhere((event) => listed('fresh')(event) && event.room?.memberCount === 2);
    expect(joined.room?.membership).toEqual({ role: 'MEMBER' });
    await ann.request('mutation { deleteRoom(input: { room: "fresh" }) }');
    await lobby.events.nextWhere(kind('RoomUnlisted'));
    await strangers.events.nextWhere(kind('RoomUnlisted'));
    expect(strangers.events.drain().map((event) => event.room?.name)).not.toContain('hidden');
    lobby.stop();
    strangers.stop();
  });

  it('closes the sockets of a session that signs out, and no others', async () => {
    const phone = await login(app.url, 'bob');
    const onPhone = phone.subscribe<Event>(INBOX);
    const here = bob.subscribe<Event>(INBOX);
    await onPhone.events.next();
    await here.events.next();
    await phone.request('mutation { logout }');
    await expect(onPhone.events.next()).rejects.toMatchObject({ code: 4452 });
    expect((await phone.execute('{ users { edges { cursor } } }')).errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    await ann.request('mutation { sendDirectMessage(input: { to: "bob", text: "still there?" }) { message { id } } }');
    await here.events.nextWhere(kind('DirectMessagePosted'));
    here.stop();
  });
});
