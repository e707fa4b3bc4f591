import { eventually } from '@confab/runtime/testing/eventually';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type App, startApp } from './app.ts';
import { createRoom, post } from './chat.ts';
import { type Person, register } from './person.ts';
import { RawSocket } from './raw-socket.ts';

/** Longer than the process stands still on a busy machine: whoever has not answered by the next ping is cut. */
const PING_MS = 300;
const ROOM = 'subscription { roomEvents(room: "quiet") { __typename } }';

describe('a quiet room', () => {
  let app: App;
  let ann: Person;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'error' }, live: { pingMs: PING_MS } });
    ann = await register(app.url, 'ann');
    await createRoom(ann, 'quiet');
  }, 60_000);

  afterAll(() => app.close(), 60_000);

  const pings = ({ messages }: RawSocket) => messages.filter(({ type }) => type === 'ping').length;

  it('sends messages of the protocol that a client can hear, and keeps those who answer', async () => {
    const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
    socket.subscribe('room', ROOM);
    await eventually(() => expect(pings(socket)).toBeGreaterThan(5));
    expect(socket.messages.find(({ type }) => type === 'ping')).toEqual({ type: 'ping' });
    expect(socket.socket.readyState).toBe(WebSocket.OPEN);
    await post(ann, { room: 'quiet', text: 'hello' });
    await eventually(() => expect(JSON.stringify(socket.answers('room'))).toContain('MessagePosted'));
    socket.socket.close();
  });

  it('closes those who answer pings of WebSocket alone, and says that they may come back', async () => {
    const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
    socket.answersPings = false;
    expect(await socket.closed).toEqual({ code: 4453, reason: 'A ping was not answered.' });
    expect(pings(socket)).toBe(1);
  });

  it('takes anything that is said for an answer', async () => {
    const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
    socket.answersPings = false;
    socket.socket.on('message', (data) => {
      if (String(data) === '{"type":"ping"}') socket.subscribe(`${pings(socket)}`, '{ me { id } }');
    });
    await eventually(() => expect(pings(socket)).toBeGreaterThan(5));
    expect(socket.socket.readyState).toBe(WebSocket.OPEN);
    socket.socket.close();
  });

  it('pings nobody who hears enough', async () => {
    const socket = await new RawSocket(app.url).signedIn(ann.token ?? '');
    const chatter = setInterval(() => socket.send({ type: 'ping' }), PING_MS / 5);
    const quiet = await new RawSocket(app.url).signedIn(ann.token ?? '');
    await eventually(() => expect(pings(quiet)).toBeGreaterThan(3));
    clearInterval(chatter);
    expect(pings(socket)).toBe(0);
    for (const each of [socket, quiet]) each.socket.close();
  });

  it('keeps a stock client for any number of rounds', async () => {
    let closed = 0;
    let heard = 0;
    const client = createClient({
      url: `${app.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { Authorization: `Bearer ${ann.token}` },
      on: {
        closed: () => (closed += 1),
        ping: (received) => (heard += received ? 1 : 0),
      },
    });
    const stop = client.subscribe({ query: ROOM }, { next() {}, error() {}, complete() {} });
    await eventually(() => expect(heard).toBeGreaterThan(5));
    expect(closed).toBe(0);
    stop();
    await client.dispose();
  });
});
