import { eventually } from '@confab/runtime/testing/eventually';
import { textOf } from '../../../tooling/conventions/source-files.ts';
import { startTcpProxy, type TcpProxy } from '../../../tooling/faults/tcp-proxy.ts';
import { type App, startApp } from './app.ts';
import { createRoom, history, joinRoom, post } from './chat.ts';
import { type Following, type FollowingOptions, startFollowing } from './documented-client.ts';
import { login, type Person, register } from './person.ts';

/** How far a cursor may be behind, in events. */
const REPLAYED = 30;

describe('the client of docs/clients.md', () => {
  const running: Following[] = [];
  let app: App;
  let proxy: TcpProxy;
  let ann: Person;
  let bob: Person;

  /** Bob follows by way of a proxy, in a session of its own: the client uses its refresh token up. */
  async function begin(options: Partial<FollowingOptions> = {}): Promise<Following> {
    const { refreshToken } = await login(app.url, 'bob');
    const following = startFollowing({ url: `http://127.0.0.1:${proxy.port}`, refreshToken, ...options });
    running.push(following);
    return following;
  }
  async function roomOfBob(room: string): Promise<{ room: string }> {
    await createRoom(ann, room);
    await joinRoom(bob, room);
    return { room };
  }
  async function postMany(room: string, count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) await post(ann, { room, text: `message ${n}` });
  }
  async function hasAll(following: Following, room: string): Promise<void> {
    const posted = (await history(ann, room)).map(({ seq }) => seq);
    await eventually(() => expect(following.seqs().at(-1)).toBe(posted.at(-1)), { timeoutMs: 20_000 });
    expect(following.seqs()).toEqual(posted);
  }
  const ask = (person: Person, mutation: string) => person.request(`mutation { ${mutation} }`);

  beforeAll(async () => {
    app = await startApp({ env: { CONFAB_REPLAY_EVENTS: String(REPLAYED), CONFAB_ACCESS_TOKEN_LIFE: '10s' } });
    proxy = await startTcpProxy({ target: { host: '127.0.0.1', port: Number(new URL(app.url).port) } });
    await register(app.url, 'admin');
  });
  beforeEach(async () => {
    [ann, bob] = (await Promise.all(
      ['ann', 'bob'].map((name) => register(app.url, name).catch(() => login(app.url, name))),
    )) as [Person, Person];
  });
  afterEach(async () => {
    proxy.set({ kind: 'open' });
    await Promise.all(running.splice(0).map((following) => following.stop()));
    await Promise.all([ann.close(), bob.close()]);
  });
  afterAll(async () => {
    await proxy?.close();
    await app?.close();
  });

  it.each(['connection.js', 'follow.js'])('is small enough to be copied: %s', (file) => {
    expect(textOf(`docs/clients/javascript/${file}`).trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  });

  it('misses nothing and repeats nothing while its connection is cut again and again', async () => {
    const variables = await roomOfBob('cut');
    const following = await begin({ variables });
    await following.told('RoomOpened');
    for (let cuts = 0; cuts < 5; cuts += 1) {
      await postMany('cut', 4);
      // A connection that is still being made would not be cut.
      await hasAll(following, 'cut');
      proxy.reset();
      await postMany('cut', 1);
      await eventually(() => expect(following.sockets.length).toBeGreaterThan(cuts + 1));
    }
    await hasAll(following, 'cut');
    expect(following.types()).not.toContain('RoomReset');
  });

  it('finds out that nobody answers any more, and goes on by another socket', async () => {
    const variables = await roomOfBob('deaf');
    const following = await begin({ variables, silenceMs: 300 });
    await following.told('RoomOpened');
    proxy.set({ kind: 'half-open', deaf: 'both' });
    await postMany('deaf', 3);
    await eventually(() => expect(following.sockets.length).toBeGreaterThan(1));
    proxy.set({ kind: 'open' });
    proxy.reset();
    await hasAll(following, 'deaf');
  });

  it('keeps its socket over the lives of several tokens', async () => {
    const variables = await roomOfBob('long');
    const following = await begin({ variables });
    await following.told('RoomOpened');
    await eventually(() => expect(following.stored.length).toBeGreaterThan(2), { timeoutMs: 40_000 });
    ann = await login(app.url, 'ann');
    await postMany('long', 1);
    await following.told('MessagePosted');
    expect(following.sockets).toHaveLength(1);
    expect(following.types().filter((type) => type === 'RoomOpened')).toHaveLength(1);
  }, 60_000);

  it('goes on after a restart of the program, with the stored token and cursor', async () => {
    const variables = await roomOfBob('again');
    const first = await begin({ variables });
    await first.told('RoomOpened');
    await postMany('again', 2);
    await hasAll(first, 'again');
    await first.stop();
    await postMany('again', 3);
    const second = await begin({
      refreshToken: first.stored.at(-1) as string,
      variables: { ...variables, after: first.events.at(-1)?.cursor ?? null },
    });
    await second.told('MessagePosted');
    await eventually(() => expect(second.seqs()).toHaveLength(3));
    expect([...first.seqs(), ...second.seqs()]).toEqual((await history(ann, 'again')).map(({ seq }) => seq));
  });

  it('is told to throw away what it holds where it was away for too long, and then has a snapshot', async () => {
    const variables = await roomOfBob('reset');
    const following = await begin({ variables });
    await following.told('RoomOpened');
    proxy.set({ kind: 'cut' });
    await postMany('reset', REPLAYED + 5);
    proxy.set({ kind: 'open' });
    await following.told('RoomReset');
    // On a slow machine he was away long enough for his coming and going to be told as well.
    const told = () => following.events.filter(({ __typename }) => !__typename.startsWith('User'));
    await eventually(() =>
      expect(told().slice(-2)).toMatchObject([
        { __typename: 'RoomReset' },
        { __typename: 'RoomOpened', resumed: false },
      ]),
    );
    const posted = (await history(ann, 'reset')).map(({ seq }) => seq);
    expect(following.seqs()).toEqual(posted.slice(-10));
    await postMany('reset', 1);
    await eventually(() => expect(following.seqs()).toHaveLength(11));
  });

  it('ends with the last event where the room is deleted, or the follower is put out', async () => {
    const [deleted, kicked] = [
      await begin({ variables: await roomOfBob('deleted') }),
      await begin({ variables: await roomOfBob('kicked') }),
    ];
    await Promise.all([deleted.told('RoomOpened'), kicked.told('RoomOpened')]);
    await ask(ann, 'deleteRoom(input: { room: "deleted" })');
    await ask(ann, 'kickFromRoom(input: { room: "kicked", username: "bob" }) { room { id } }');
    expect([await deleted.ended, await kicked.ended]).toEqual([undefined, undefined]);
    expect(deleted.events.at(-1)).toMatchObject({ __typename: 'RoomClosed', closeReason: 'DELETED' });
    expect(kicked.events.at(-1)).toMatchObject({ __typename: 'RoomClosed', closeReason: 'KICKED' });
  });

  it.each([
    ['a room that does not exist', { variables: { room: 'nowhere' } }, { code: 'NOT_FOUND' }],
    [
      'a cursor that is not from here',
      { variables: { room: 'ends', after: 'nonsense' } },
      { code: 'BAD_USER_INPUT', field: 'after' },
    ],
    [
      'a subscription that is not valid',
      { query: 'subscription ($after: Cursor) { __typename cursor }' },
      { code: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    ['a refresh token that is not valid', { refreshToken: 'nonsense' }, { code: 'UNAUTHENTICATED' }],
    [
      'a subscription without a cursor',
      { query: 'subscription { roomEvents(room: "ends") { __typename } }' },
      { message: expect.stringContaining('$after, cursor') },
    ],
  ])('throws at once for %s', async (_, options, expected) => {
    await roomOfBob('ends').catch(() => undefined);
    const following = await begin({ variables: { room: 'ends' }, ...options });
    expect(await following.ended).toMatchObject(expected);
    expect(following.events).toEqual([]);
    expect(following.sockets.length).toBeLessThan(2);
  });

  it('throws where the room’s ban keeps it out', async () => {
    const variables = await roomOfBob('barred');
    await ask(ann, 'banFromRoom(input: { room: "barred", username: "bob" }) { room { id } }');
    const following = await begin({ variables });
    expect(await following.ended).toMatchObject({ code: 'FORBIDDEN', roomBan: { room: 'barred' } });
  });

  it('throws once its session was revoked, and does not come back', async () => {
    const variables = await roomOfBob('revoked');
    const following = await begin({ variables });
    await following.told('RoomOpened');
    const { sessions } = await bob.request<{ sessions: { id: string; current: boolean }[] }>(
      '{ sessions { id current } }',
    );
    for (const { id, current } of sessions) if (!current) await ask(bob, `revokeSession(input: { id: "${id}" })`);
    const { code } = (await following.ended) as { code: unknown };
    expect([4452, 'UNAUTHENTICATED']).toContain(code);
  });

  it('stops when it is told to, also while it waits for a server', async () => {
    const variables = await roomOfBob('stopped');
    const following = await begin({ variables });
    await following.told('RoomOpened');
    proxy.set({ kind: 'cut' });
    await eventually(() => expect(following.sockets.length).toBeGreaterThan(2), { timeoutMs: 10_000 });
    await following.stop();
    expect(await following.ended).toBeUndefined();
  });
});
