import { createServer } from 'node:net';
import { eventually } from '@confab/runtime/testing/eventually';
import { WebSocket } from 'ws';
import { type App, startApp } from './app.ts';
import { createRoom, joinRoom, post } from './chat.ts';
import { type Person, register } from './person.ts';

const EVENTS =
  'subscription ($room: String!) { roomEvents(room: $room) { __typename ... on MessagePosted { message { seq text author { username } } } } }';

/** A signed-in socket that follows a room. */
function follow(app: App, person: Person, room: string) {
  const socket = new WebSocket(`${app.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  const messages: {
    id?: string;
    type: string;
    payload?: { data?: { roomEvents?: { message?: { text: string } } } };
  }[] = [];
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  socket.on('error', () => {});
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    messages.push(message);
    if (message.type !== 'connection_ack') return;
    socket.send(JSON.stringify({ id: 'e', type: 'subscribe', payload: { query: EVENTS, variables: { room } } }));
  });
  socket.once('open', () => {
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${person.token}` } }));
  });
  const texts = () => messages.flatMap(({ payload }) => payload?.data?.roomEvents?.message?.text ?? []);
  return { socket, messages, closed, texts };
}

describe('sockets', () => {
  let app: App;
  let ann: Person;
  let bob: Person;

  beforeAll(async () => {
    // However long the machine takes: the limit of time has a test of its own.
    app = await startApp({ env: { LOG_LEVEL: 'error' }, live: { slowMs: 120_000 } });
    ann = await register(app.url, 'ann');
    bob = await register(app.url, 'bob');
    await createRoom(ann, 'flood');
    await joinRoom(bob, 'flood');
  }, 60_000);

  afterAll(async () => {
    await ann.close();
    await bob.close();
    await app.close();
  }, 60_000);

  it('lets one who does not read fall behind, then brings everything, while others notice nothing', async () => {
    const stuck = follow(app, bob, 'flood');
    const reader = follow(app, ann, 'flood');
    await eventually(() => expect(Math.min(stuck.messages.length, reader.messages.length)).toBeGreaterThan(1));
    stuck.socket.pause();
    const text = 'x'.repeat(3_900);
    const before = process.memoryUsage().arrayBuffers;
    for (let n = 0; n < 60; n += 1) {
      await Promise.all(
        Array.from({ length: 50 }, (_, at) => post(ann, { room: 'flood', text: `${n * 50 + at} ${text}` })),
      );
    }
    await eventually(() => expect(reader.texts().length).toBe(3_000), { timeoutMs: 30_000 });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000);
    stuck.socket.resume();
    await eventually(() => expect(stuck.texts().length).toBe(3_000), { timeoutMs: 30_000 });
    expect(stuck.texts()).toEqual(reader.texts());
    stuck.socket.close();
    reader.socket.close();
  }, 120_000);

  it('keeps the refresh token in a cookie that no script sees', async () => {
    const ask = (query: string, headers: Record<string, string> = {}) =>
      fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
    const signedIn = await ask(
      'mutation { login(input: { username: "bob", password: "correct horse battery staple" }) { expiresIn } }',
    );
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^confab_refresh_\d+=\S+; Max-Age=\d+; HttpOnly; SameSite=Strict; Path=\/graphql$/);
    const pair = cookie.split(';')[0] ?? '';
    const refresh = 'mutation { refreshSession { accessToken user { username } } }';
    const foreign = await ask(refresh, { cookie: pair, origin: 'https://evil.example' });
    expect(JSON.stringify(await foreign.json())).toContain('UNAUTHENTICATED');
    const own = await ask(refresh, { cookie: pair, origin: app.url });
    expect(await own.json()).toMatchObject({ data: { refreshSession: { user: { username: 'bob' } } } });
    expect(JSON.stringify(await (await ask('{ users { edges { cursor } } }', { cookie: pair })).json())).toContain(
      'UNAUTHENTICATED',
    );
  });

  it('answers probes and counts', async () => {
    for (const path of ['/healthz', '/readyz']) expect((await fetch(app.url + path)).status).toBe(200);
    expect(await (await fetch(`${app.url}/metrics`)).text()).toContain('confab_gateway_sockets');
  });

  it('keeps a connection without requests for longer than a proxy does', async () => {
    const { headers } = await fetch(`${app.url}/healthz`);
    expect(headers.get('keep-alive')).toBe('timeout=75');
  });

  it('shows what it counts to nobody who comes through the proxy', async () => {
    const proxied = await startApp({ env: { CONFAB_TRUST_PROXY: 'on' } });
    const headers = { 'x-forwarded-for': '1.2.3.4' };
    expect((await fetch(`${proxied.url}/metrics`, { headers })).status).toBe(404);
    expect((await fetch(`${proxied.url}/metrics`)).status).toBe(200);
    await proxied.close();
  });

  it('says who is online, through two tabs, until the last one is gone', async () => {
    const online = async () => {
      const { room } = await ann.request<{ room: { online: { username: string }[] } }>(
        '{ room(name: "flood") { online { username } } }',
      );
      return room.online.map(({ username }) => username);
    };
    const [one, two] = [follow(app, bob, 'flood'), follow(app, bob, 'flood')];
    await eventually(async () => expect(await online()).toContain('bob'));
    await eventually(() => expect(Math.min(one.messages.length, two.messages.length)).toBeGreaterThan(1));
    one.socket.terminate();
    await post(ann, { room: 'flood', text: 'anyone?' });
    await eventually(() => expect(two.texts()).toContain('anyone?'));
    expect(await online()).toContain('bob');
    two.socket.close();
    await eventually(async () => expect(await online()).not.toContain('bob'), { timeoutMs: 10_000 });
  }, 30_000);

  it('sends everybody away with a hint when to come back, and finishes what is under way', async () => {
    const other = await startApp({ env: { LOG_LEVEL: 'error' } });
    const eve = await register(other.url, 'eve');
    await createRoom(eve, 'last');
    const following = follow(other, eve, 'last');
    await eventually(() => expect(following.messages.length).toBeGreaterThan(1));
    following.socket.send(
      JSON.stringify({
        id: 'm',
        type: 'subscribe',
        payload: { query: 'mutation { postMessage(input: { room: "last", text: "bye" }) { message { id } } }' },
      }),
    );
    await eventually(() => expect(following.messages.some(({ id, type }) => id === 'm' && type === 'next')).toBe(true));
    const [closed] = await Promise.all([following.closed, other.close()]);
    expect(closed.code).toBe(4451);
    expect(JSON.parse(closed.reason).retryAfterMs).toBeGreaterThan(0);
    await expect(fetch(other.url)).rejects.toThrow();
    await eve.close();
  }, 30_000);

  it('says in one line what to do when the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await eventually(() => expect(server.address()).not.toBeNull());
    const { port } = server.address() as { port: number };
    await expect(startApp({ env: { PORT: String(port) } })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/^Port \d+ .* is taken: .*$/),
    });
    server.close();
  }, 30_000);
});
