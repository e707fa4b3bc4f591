import { eventually } from '@confab/runtime/testing/eventually';
import { WebSocket } from 'ws';
import { type App, startApp } from './app.ts';
import { createRoom, joinRoom, post, whisper } from './chat.ts';
import { graphqlClient } from './graphql-client.ts';
import { login, type Person, register } from './person.ts';
import { forgeToken } from './raw-requests.ts';
import { RawSocket } from './raw-socket.ts';
import { turnedClock } from './turned-clock.ts';

const ROOM = `subscription ($room: String!) { roomEvents(room: $room) { __typename
  ... on MessagePosted { message { text author { username } room { name membership { role } } } } ... on RoomClosed { reason } } }`;
const INBOX = 'subscription { inboxEvents { __typename ... on DirectMessagePosted { message { text } } } }';
const LOBBY = 'subscription { roomListEvents { __typename ... on RoomListed { room { name } } } }';
const OWN_ROOMS =
  'subscription { joinedRoomEvents { __typename ... on RoomListed { room { name membership { unreadCount } } } } }';
const RENEW = 'mutation ($input: RenewConnectionInput!) { renewConnection(input: $input) { expiresAt } }';
const PRESENCE =
  'subscription ($room: String!) { roomEvents(room: $room) { __typename ... on UserOffline { user { username } } } }';
interface RenewalAnswer {
  data?: { renewConnection: { expiresAt: string } } | null;
  errors?: { message: string; extensions: { code: string } }[];
}

/** Of an access token. */
const LIFE_MS = 10 * 60_000;

describe('a connection whose token is renewed', () => {
  const clock = turnedClock();
  let app: App;
  let ann: Person;
  let bob: Person;
  const open: RawSocket[] = [];
  let operations = 0;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'error' }, clock });
    ann = await register(app.url, 'ann');
    bob = await register(app.url, 'bob');
    await createRoom(ann, 'tea');
    await joinRoom(bob, 'tea');
  }, 60_000);

  beforeEach(async () => {
    ann = await login(app.url, 'ann');
    bob = await login(app.url, 'bob');
  });

  afterEach(() => {
    for (const { socket } of open.splice(0)) socket.terminate();
  });

  afterAll(() => app.close(), 60_000);

  async function connect({ token }: { token: string | undefined }): Promise<RawSocket> {
    const socket = new RawSocket(app.url);
    open.push(socket);
    return socket.signedIn(token ?? '');
  }

  /** The answer to a renewal: when the token expires, or why not. */
  async function renew(socket: RawSocket, accessToken: string | undefined) {
    operations += 1;
    const id = `renewal-${operations}`;
    socket.subscribe(id, RENEW, { input: { accessToken } });
    await eventually(() => expect(socket.answers(id).map(({ type }) => type)).toContain('complete'));
    const { data, errors } = (socket.answers(id)[0]?.payload ?? {}) as RenewalAnswer;
    return {
      expiresAt: data?.renewConnection.expiresAt,
      code: errors?.[0]?.extensions.code,
      message: errors?.[0]?.message,
    };
  }

  const told = (socket: RawSocket, id: string) => JSON.stringify(socket.answers(id));
  const hears = (socket: RawSocket, id: string, what: string) =>
    eventually(() => expect(told(socket, id)).toContain(what), { timeoutMs: 10_000 });

  it('goes on beyond its first token with all its subscriptions, and nobody sees its user leave', async () => {
    const socket = await connect(bob);
    const witness = await connect(ann);
    witness.subscribe('presence', PRESENCE, { room: 'tea' });
    const queries = { room: ROOM, inbox: INBOX, lobby: LOBBY, own: OWN_ROOMS };
    for (const [id, query] of Object.entries(queries)) socket.subscribe(id, query, { room: 'tea' });
    await hears(socket, 'room', 'RoomOpened');
    await hears(socket, 'inbox', 'InboxOpened');
    await hears(socket, 'own', 'JoinedRoomsOpened');
    await hears(socket, 'lobby', 'tea');
    await hears(witness, 'presence', 'RoomOpened');

    clock.turn(LIFE_MS / 2);
    const [next, later] = [await login(app.url, 'bob'), await login(app.url, 'ann')];
    expect(await renew(socket, next.token)).toMatchObject({ code: undefined });
    await renew(witness, later.token);
    clock.turn(LIFE_MS * 0.75);

    await post(later, { room: 'tea', text: 'still with us?' });
    await whisper(later, { to: 'bob', text: 'in private' });
    await createRoom(later, 'late');
    await hears(socket, 'room', 'still with us?');
    await hears(socket, 'inbox', 'in private');
    await hears(socket, 'lobby', 'late');
    await hears(socket, 'own', '"unreadCount":1');
    socket.subscribe('another', '{ me { username } }');
    await hears(socket, 'another', 'bob');
    expect(told(witness, 'presence')).not.toContain('UserOffline');
    expect(told(socket, 'room')).not.toContain('"errors"');

    clock.turn(LIFE_MS);
    expect(await socket.closed).toEqual({ code: 4403, reason: 'The access token has expired.' });
  }, 60_000);

  it('asks for its rights anew with the new token', async () => {
    const host = await login(app.url, 'ann');
    await createRoom(host, 'closing');
    await joinRoom(bob, 'closing');
    const eve = await register(app.url, 'eve');
    const [member, stranger] = [await connect(bob), await connect(eve)];
    for (const socket of [member, stranger]) socket.subscribe('room', ROOM, { room: 'closing' });
    for (const socket of [member, stranger]) await hears(socket, 'room', 'RoomOpened');
    clock.turn(LIFE_MS / 2);
    for (const [socket, name] of [
      [member, 'bob'],
      [stranger, 'eve'],
    ] as const) {
      await renew(socket, (await login(app.url, name)).token);
    }
    clock.turn(LIFE_MS * 0.75);
    const again = await login(app.url, 'ann');
    await again.request('mutation { updateRoom(input: { room: "closing", visibility: PRIVATE }) { room { id } } }');
    await hears(stranger, 'room', 'LEFT');
    await post(again, { room: 'closing', text: 'among ourselves' });
    await hears(member, 'room', 'among ourselves');
    expect(told(stranger, 'room')).not.toContain('among ourselves');
  }, 30_000);

  it('says until when', async () => {
    const socket = await connect(bob);
    const before = clock.now();
    const { expiresAt } = await renew(socket, (await login(app.url, 'bob')).token);
    expect(Date.parse(expiresAt ?? '')).toBeGreaterThan(before + LIFE_MS - 2_000);
    expect(Date.parse(expiresAt ?? '')).toBeLessThanOrEqual(clock.now() + LIFE_MS);
  });

  it('stays as it is where the token is not one', async () => {
    const expired = bob.token;
    clock.turn(LIFE_MS * 1.1);
    const ended = await login(app.url, 'bob');
    await ended.request('mutation { logout }');
    const [mine, stranger] = [await login(app.url, 'bob'), await login(app.url, 'ann')];
    const socket = await connect(mine);
    const refused = { code: 'UNAUTHENTICATED', expiresAt: undefined };
    for (const token of ['', 'x.y.z', forgeToken({ alg: 'none' }, { sub: bob.id }), `Bearer ${mine.token}`]) {
      expect(await renew(socket, token)).toEqual({ ...refused, message: 'The access token is not valid.' });
    }
    expect(await renew(socket, expired)).toEqual({ ...refused, message: 'The access token has expired.' });
    expect(await renew(socket, ended.token)).toEqual({ ...refused, message: 'The session has ended.' });
    expect(await renew(socket, stranger.token)).toMatchObject({ code: 'FORBIDDEN' });
    socket.subscribe('me', '{ me { username } }');
    await hears(socket, 'me', 'bob');
    await stranger.request('mutation { logout }');
    expect(await renew(socket, mine.token)).toMatchObject({ code: undefined });
  });

  it('is one over WebSocket', async () => {
    const renewal = { input: { accessToken: bob.token } };
    expect((await bob.execute(RENEW, renewal)).errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    const nobody = graphqlClient({ url: app.url });
    expect((await nobody.execute(RENEW, renewal)).errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it.each(['first', 'second'])('ends with the %s of two sessions that it had', async (which) => {
    const socket = await connect(bob);
    const next = await login(app.url, 'bob');
    await renew(socket, next.token);
    await (which === 'first' ? bob : next).request('mutation { logout }');
    expect(await socket.closed).toMatchObject({ code: 4452 });
  });

  it('takes tokens of four sessions at most, and any number of each', async () => {
    const socket = await connect(bob);
    const sessions: Person[] = [];
    for (let at = 0; at < 4; at += 1) sessions.push(await login(app.url, 'bob'));
    for (const { token } of sessions.slice(0, 3)) expect(await renew(socket, token)).toMatchObject({ code: undefined });
    for (const { token } of sessions.slice(0, 3)) expect(await renew(socket, token)).toMatchObject({ code: undefined });
    expect(await renew(socket, bob.token)).toMatchObject({ code: undefined });
    expect(await renew(socket, sessions[3]?.token)).toMatchObject({ code: 'FORBIDDEN' });
    await sessions[1]?.request('mutation { logout }');
    expect(await socket.closed).toMatchObject({ code: 4452 });
  });

  it('is either renewed or closed where the token runs out meanwhile', async () => {
    /** Those of them that are renewed. The others are closed, because the gateway looked at its clock before it read what they sent. */
    async function renewed(sockets: RawSocket[], id: string): Promise<RawSocket[]> {
      const ends = await Promise.all(
        sockets.map((socket) => Promise.race([socket.closed, hears(socket, id, 'complete')])),
      );
      for (const end of ends) if (end) expect(end).toEqual({ code: 4403, reason: 'The access token has expired.' });
      return sockets.filter((_, at) => ends[at] === undefined);
    }
    clock.turn(LIFE_MS / 2);
    const next = await login(app.url, 'bob');
    const sockets = await Promise.all(Array.from({ length: 20 }, () => connect(bob)));
    sockets.forEach((socket, at) => {
      if (at === 10) clock.turn(LIFE_MS * 0.75);
      socket.subscribe('renewal', RENEW, { input: { accessToken: next.token } });
    });
    const goOn = await renewed(sockets, 'renewal');
    for (const socket of goOn) expect(told(socket, 'renewal')).toContain('expiresAt');

    const late = await login(app.url, 'bob');
    clock.turn(LIFE_MS / 2);
    for (const socket of goOn) socket.subscribe('late', RENEW, { input: { accessToken: late.token } });
    for (const socket of await renewed(goOn, 'late')) expect(socket.socket.readyState).toBe(WebSocket.OPEN);

    clock.turn(LIFE_MS);
    for (const socket of sockets) expect(await socket.closed).toMatchObject({ code: 4403 });
  }, 30_000);
});
