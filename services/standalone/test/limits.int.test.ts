import { connect } from 'node:net';
import { eventually } from '@confab/runtime/testing/eventually';
import { type App, startApp } from './app.ts';
import { createRoom, joinRoom, post } from './chat.ts';
import { type Person, register } from './person.ts';
import { RawSocket } from './raw-socket.ts';

const IN_FLIGHT = 3;
/** A little more than the server gives somebody to send a header. */
const PATIENCE_MS = 10_000;
const POST = 'mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id } } }';
const COUNTED = { unreadCount: 1_000, mentionCount: 100 };

describe('limits', () => {
  let app: App;
  let ann: Person;
  let bob: Person;

  beforeAll(async () => {
    app = await startApp({ limits: { operationsInFlight: IN_FLIGHT } });
    [ann, bob] = [await register(app.url, 'ann'), await register(app.url, 'bob')];
    await createRoom(ann, 'hall');
    await joinRoom(bob, 'hall');
  });
  afterAll(async () => {
    await Promise.all([ann?.close(), bob?.close()]);
    await app?.close();
  });

  it('refuse what is one too many under way on a socket, which goes on', async () => {
    const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
    const ids = Array.from({ length: 50 }, (_, n) => `${n}`);
    // Each of them waits for the disk.
    for (const text of ids) socket.subscribe(text, POST, { input: { room: 'hall', text } });
    await Promise.all(ids.map((id) => socket.answered(id)));
    const refused = ids.filter((id) => socket.answers(id)[0]?.type === 'error');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(ids.length - IN_FLIGHT);
    for (const id of refused) {
      expect(socket.answers(id)[0]?.payload).toMatchObject([
        { extensions: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) } },
      ]);
    }
    socket.subscribe('later', '{ me { id } }');
    await socket.answered('later');
    expect(socket.answers('later')[0]?.type).toBe('next');
    socket.socket.terminate();
  });

  it('refuse an answer that nobody should have to read, over both transports, and not the longest page of the longest messages', async () => {
    await createRoom(ann, 'long');
    const text = '😀'.repeat(4_000);
    await Promise.all(Array.from({ length: 100 }, () => post(ann, { room: 'long', text })));
    const page = (n: number) => `p${n}: room(name: "long") { messages(last: 100) { edges { node { text } } } }`;
    const pages = (count: number) => `{ ${Array.from({ length: count }, (_, n) => page(n)).join(' ')} }`;
    expect((await ann.execute(pages(1))).errors).toEqual([]);
    expect((await ann.execute(pages(9))).errors).toMatchObject([
      { message: expect.stringContaining('smaller pages'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
    socket.subscribe('large', pages(9));
    await socket.answered('large');
    expect(socket.answers('large')[0]?.payload).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    socket.socket.terminate();
  }, 30_000);

  it('give nobody longer than five seconds for a header', async () => {
    const { port } = new URL(app.url);
    const since = performance.now();
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '));
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    await eventually(() => expect(answer).toMatch(/^HTTP\/1\.1 408 /), { timeoutMs: PATIENCE_MS });
    expect(performance.now() - since).toBeGreaterThan(4_000);
    socket.destroy();
  });

  it.each([
    [16, true],
    [17, false],
  ])('end a connection with too many requests under way: are all of %i answered? %s', async (asked, areAnswered) => {
    const { port } = new URL(app.url);
    const requests = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(asked - 1);
    const last = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(requests + last));
    let answers = '';
    socket.on('data', (data) => {
      answers += data;
    });
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('close', resolve));
    expect((answers.match(/HTTP\/1\.1 200 /g) ?? []).length === asked).toBe(areAnswered);
  });

  it.each([
    ['first', '{ rooms(first: 101) { edges { cursor } } }'],
    ['first', '{ users(first: 101) { edges { cursor } } }'],
    ['first', '{ room(name: "hall") { members(first: 101) { edges { cursor } } } }'],
    ['first', '{ room(name: "hall") { online(first: 501) { id } } }'],
  ])('of pages are named by their field: %s in %s', async (field, query) => {
    await expect(ann.request(query)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('are where unread messages and mentions are no longer counted', async () => {
    const said = Array.from({ length: COUNTED.unreadCount + 5 }, (_, n) => (n % 5 === 0 ? '@bob' : 'hello'));
    await Promise.all(said.map((text) => post(ann, { room: 'hall', text })));
    const query = '{ room(name: "hall") { membership { unreadCount mentionCount } } }';
    await eventually(async () => expect(await bob.request(query)).toEqual({ room: { membership: COUNTED } }));
  });
});
