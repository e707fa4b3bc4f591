import { eventually } from '@confab/runtime/testing/eventually';
import { type App, startApp } from './app.ts';
import { createRoom, history, joinRoom, post, whisper } from './chat.ts';
import type { RequestFailed } from './graphql-client.ts';
import { type Person, register } from './person.ts';
import { internalErrors } from './raw-requests.ts';

const CREATE = 'mutation ($input: CreateRoomInput!) { createRoom(input: $input) { room { name } } }';

/** A message is at most so many characters (code points). */
const LONGEST = 4_000;

describe('bad names and texts', () => {
  let app: App;
  let ann: Person;
  let bob: Person;

  beforeAll(async () => {
    app = await startApp();
    [ann, bob] = [await register(app.url, 'ann'), await register(app.url, 'bob')];
    await createRoom(ann, 'lobby');
    await joinRoom(bob, 'lobby');
  });
  afterAll(async () => {
    expect(await internalErrors(app.url)).toBe(0);
    await Promise.all([ann?.close(), bob?.close()]);
    await app?.close();
  });

  const failure = (promise: Promise<unknown>) =>
    promise.then(
      () => {
        throw new Error('it was accepted');
      },
      (error: RequestFailed) => ({ code: error.code, field: error.field }),
    );

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t\u00a0\u3000'],
    ['4,001 characters', 'x'.repeat(LONGEST + 1)],
    ['a lone surrogate', 'x\ud800y'],
  ])('a message of %s is BAD_USER_INPUT and stored nowhere', async (_, text) => {
    expect(await failure(post(ann, { room: 'lobby', text }))).toEqual({ code: 'BAD_USER_INPUT', field: 'text' });
    expect(await failure(whisper(ann, { to: 'bob', text }))).toEqual({ code: 'BAD_USER_INPUT', field: 'text' });
    expect((await history(ann, 'lobby')).map((message) => message.text)).not.toContain(text);
  });

  it.each([
    ['4,000 characters of two code units', '😀'.repeat(LONGEST)],
    ['markup', '<img src=x onerror="alert(1)"><script>alert(2)</script>'],
    ['right-to-left overrides', 'abc \u202e txt.exe \u2066 end'],
    ['emoji of many code points', '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍'],
  ])('a message of %s comes back as it was written', async (_, text) => {
    await post(ann, { room: 'lobby', text });
    expect((await history(bob, 'lobby')).at(-1)?.text).toBe(text);
  });

  it.each(['', 'a.b', '*', '>', 'a/b', 'a b', 'a\u0000b', 'a\nb', 'x'.repeat(65), '<b>', '\u202eabc', '😀', '\ud800'])(
    'the name %j is BAD_USER_INPUT, for a room and for a user',
    async (name) => {
      expect(await failure(ann.request(CREATE, { input: { name } }))).toEqual({
        code: 'BAD_USER_INPUT',
        field: 'name',
      });
      expect(await failure(register(app.url, name))).toEqual({ code: 'BAD_USER_INPUT', field: 'username' });
    },
  );

  it.each([
    ['a variation selector', 'lobby\ufe0f'],
    ['a filler that nobody sees', 'lobby\u3164'],
    ['letters of two scripts', 'lоbby'],
    ['dashes alone', '---'],
  ])('a name with %s is BAD_USER_INPUT, for a room and for a user', async (_case, name) => {
    expect(await failure(ann.request(CREATE, { input: { name } }))).toEqual({ code: 'BAD_USER_INPUT', field: 'name' });
    expect(await failure(register(app.url, name))).toEqual({ code: 'BAD_USER_INPUT', field: 'username' });
  });

  it.each(['LOBBY', 'l0bby', 'ｌｏｂｂｙ', 'Iobby'])('the name %s looks like one that is taken', async (name) => {
    expect(await failure(ann.request(CREATE, { input: { name } }))).toEqual({ code: 'ALREADY_EXISTS', field: 'name' });
  });

  it.each(['ANN', 'ａｎｎ'])('the username %s looks like one that is taken', async (name) => {
    expect(await failure(register(app.url, name))).toEqual({ code: 'ALREADY_EXISTS', field: 'username' });
  });

  it.each(['комната', '日本語', 'क्षत्रिय', 'x'.repeat(64), 'a-b_c1'])('the name %s is a name', async (name) => {
    const { createRoom: created } = await ann.request<{ createRoom: { room: { name: string } } }>(CREATE, {
      input: { name },
    });
    expect(created.room.name).toBe(name);
  });

  it('a name that differs in case or composition is taken', async () => {
    await createRoom(ann, 'Caf\u00e9');
    expect(await failure(createRoom(ann, 'CAFE\u0301'))).toMatchObject({ code: 'ALREADY_EXISTS' });
  });

  it('a private message to nobody is NOT_FOUND, never delivered', async () => {
    expect(await failure(whisper(ann, { to: 'nobody', text: 'hello?' }))).toMatchObject({ code: 'NOT_FOUND' });
    const { conversations } = await ann.request<{ conversations: { edges: unknown[] } }>(
      '{ conversations { edges { node { id } } } }',
    );
    expect(conversations.edges).toEqual([]);
  });

  it('an unknown room is NOT_FOUND, and asking creates none', async () => {
    expect(await failure(ann.request('{ room(name: "nowhere") { id } }'))).toMatchObject({ code: 'NOT_FOUND' });
    const { events } = ann.subscribe('subscription { roomEvents(room: "nowhere") { cursor } }');
    expect(await failure(events.next())).toMatchObject({ code: 'NOT_FOUND' });
    const { rooms } = await ann.request<{ rooms: { edges: { node: { name: string } }[] } }>(
      '{ rooms(first: 100) { edges { node { name } } } }',
    );
    expect(rooms.edges.map(({ node }) => node.name)).not.toContain('nowhere');
  });

  it('a cursor of garbage or of another room is BAD_USER_INPUT or starts afresh, never a gap', async () => {
    await createRoom(ann, 'other');
    const elsewhere = ann.subscribe<{ cursor: string }>('subscription { roomEvents(room: "other") { cursor } }');
    const { cursor = '' } = (await elsewhere.events.next()) ?? {};
    elsewhere.stop();
    for (const after of ['garbage', '"', 'a'.repeat(10_000), cursor, cursor.slice(0, -2), `${cursor}A`]) {
      const { events, stop } = ann.subscribe<{ __typename: string }>(
        'subscription ($after: Cursor) { roomEvents(room: "lobby", after: $after) { __typename } }',
        { after },
      );
      const first = await events.next().catch((error: RequestFailed) => error.code);
      expect(['BAD_USER_INPUT', 'RoomReset']).toContain(typeof first === 'string' ? first : first?.__typename);
      stop();
    }
  });

  it('a ban ends the subscription and the right to post at once', async () => {
    const { events } = bob.subscribe<{ __typename: string; closeReason?: string }>(
      'subscription { roomEvents(room: "lobby") { __typename ... on RoomClosed { closeReason } } }',
    );
    await events.next();
    await ann.request('mutation { banFromRoom(input: { room: "lobby", username: "bob" }) { room { id } } }');
    expect(await failure(post(bob, { room: 'lobby', text: 'still here?' }))).toMatchObject({ code: 'FORBIDDEN' });
    await events.nextWhere(({ __typename, closeReason }) => __typename === 'RoomClosed' && closeReason === 'BANNED');
    await eventually(() => expect(events.ended).toBe(true));
  });
});
