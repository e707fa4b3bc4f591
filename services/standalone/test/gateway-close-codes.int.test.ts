import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { eventually } from '@confab/runtime/testing/eventually';
import { getIntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket, WebSocketServer } from 'ws';
import { type App, startApp } from './app.ts';
import { login, type Person, register } from './person.ts';
import { PROTOCOL, RawSocket } from './raw-socket.ts';

const document = readFileSync(join(import.meta.dirname, '../../gateway/PROTOCOL.md'), 'utf8');
const ME = '{ me { id } }';

interface Row {
  code: number;
  advice: string;
  stock: string;
}

/** The table of close codes as clients read it: one row for each code. */
function documented(): Row[] {
  const [, section = ''] = document.split('\n## Close codes\n');
  const rows = (section.split('\n## ', 1)[0] ?? '').split('\n').filter((line) => /^\| \d/.test(line));
  return rows.flatMap((row) => {
    const [, codes = '', , advice = '', stock = ''] = row.split('|').map((cell) => cell.trim());
    return codes.split(',').map((code) => ({ code: Number(code), advice, stock }));
  });
}

describe('close codes', () => {
  let app: App;
  let ann: Person;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'error' } });
    ann = await register(app.url, 'ann');
  }, 60_000);

  afterAll(() => app.close(), 60_000);

  const signedIn = () => new RawSocket(app.url).signedIn(ann.token ?? '');

  async function afterSaying(what: (socket: RawSocket) => void): Promise<number> {
    const socket = await signedIn();
    what(socket);
    return (await socket.closed).code;
  }

  /** In a process of its own, with somebody who is signed in there. */
  async function elsewhere(
    options: Parameters<typeof startApp>[0],
    attempt: (other: App, person: Person) => Promise<number>,
  ): Promise<number> {
    const other = await startApp({ ...options, env: { LOG_LEVEL: 'error', ...options?.env } });
    try {
      return await attempt(other, await register(other.url, 'eve'));
    } finally {
      await other.close();
    }
  }

  /** How each is come by. */
  const provocations: Record<number, () => Promise<number>> = {
    1002: () => sayBytes(app.url, Buffer.from([0x81, 0x01, 0x61])),
    1003: () => afterSaying(({ socket }) => socket.send(Buffer.from([1, 2, 3]))),
    1007: () => sayBytes(app.url, Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0xff])),
    1009: () => afterSaying((socket) => socket.send({ type: 'ping', payload: { text: 'x'.repeat(70_000) } })),
    4400: () => afterSaying((socket) => socket.send({ type: 'hello' })),
    4401: async () => {
      const socket = await new RawSocket(app.url).opened();
      socket.subscribe('1', ME);
      return (await socket.closed).code;
    },
    4403: async () => {
      const socket = await new RawSocket(app.url).opened();
      socket.send({ type: 'connection_init' });
      return (await socket.closed).code;
    },
    4406: async () => (await new RawSocket(app.url, []).closed).code,
    4408: async () => (await new RawSocket(app.url).closed).code,
    4409: () =>
      afterSaying((socket) => {
        socket.subscribe('1', 'subscription { inboxEvents { at } }');
        socket.subscribe('1', 'subscription { inboxEvents { at } }');
      }),
    4429: () => afterSaying((socket) => socket.send({ type: 'connection_init' })),
    4450: () => elsewhere({ live: { softBufferBytes: 10_000, hardBufferBytes: 20_000 } }, readNothing),
    4451: () =>
      elsewhere({}, async (other, { token = '' }) => {
        const socket = await new RawSocket(other.url).signedIn(token);
        const [{ code, reason }] = await Promise.all([socket.closed, other.close()]);
        expect(JSON.parse(reason)).toEqual({ retryAfterMs: expect.any(Number) });
        return code;
      }),
    4452: async () => {
      const phone = await login(app.url, 'ann');
      const socket = await new RawSocket(app.url).signedIn(phone.token ?? '');
      await phone.request('mutation { logout }');
      return (await socket.closed).code;
    },
    4453: () =>
      elsewhere({ live: { pingMs: 100 } }, async (other, { token = '' }) => {
        const socket = await new RawSocket(other.url).signedIn(token);
        socket.answersPings = false;
        return (await socket.closed).code;
      }),
  };

  it('are all documented, and each of those that are can be had', () => {
    expect(documented().map(({ code }) => code)).toEqual(Object.keys(provocations).map(Number));
  });

  it.each(documented())(
    '$code comes as documented',
    async ({ code }) => {
      expect(await provocations[code]?.()).toBe(code);
    },
    60_000,
  );

  it('closes a socket too many of one user with 4429', async () => {
    const env = { CONFAB_RATE_LIMIT: 'on', CONFAB_SOCKETS_PER_USER: '1' };
    const code = await elsewhere({ env }, async (other, { token = '' }) => {
      const first = await new RawSocket(other.url).signedIn(token);
      const second = await new RawSocket(other.url).opened();
      second.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
      const { code } = await second.closed;
      expect(first.socket.readyState).toBe(WebSocket.OPEN);
      return code;
    });
    expect(code).toBe(4429);
  }, 60_000);

  it.each(documented())(
    'the stock client does after $code what is documented: it $stock',
    async ({ code, advice, stock }) => {
      expect(stock).toBe((await comesBack(code)) ? 'tries again' : 'gives up');
      // Where one may try again, it does; where the client has to be mended, it does not.
      if (/reconnect/.test(advice) && !/do not reconnect/.test(advice)) expect(stock).toBe('tries again');
      if (/mend/.test(advice)) expect(stock).toBe('gives up');
    },
  );
});

/** Asks for a lot and takes none of it. */
async function readNothing(app: App, { token = '' }: Person): Promise<number> {
  const socket = await new RawSocket(app.url).signedIn(token);
  socket.socket.pause();
  for (let at = 0; at < 250; at += 1) socket.subscribe(`${at}`, getIntrospectionQuery());
  await eventually(
    async () => expect(await (await fetch(`${app.url}/metrics`)).text()).toContain('slow_sockets_total 1'),
    { timeoutMs: 20_000 },
  );
  socket.socket.resume();
  return (await socket.closed).code;
}

/** The code that a socket is closed with after it said these bytes. */
function sayBytes(url: string, bytes: Buffer): Promise<number> {
  const { hostname, port } = new URL(url);
  const upgrade = [
    'GET /graphql HTTP/1.1',
    'Host: x',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Protocol: ${PROTOCOL}`,
  ];
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) }, () => {
      socket.write(`${upgrade.join('\r\n')}\r\n\r\n`);
      socket.once('data', () => socket.write(bytes));
    });
    socket.on('data', (data) => received.push(data));
    socket.once('error', reject);
    socket.once('close', () => {
      const all = Buffer.concat(received);
      // Behind the answer there is one frame: two bytes of header, then the code.
      resolve(all.readUInt16BE(all.indexOf('\r\n\r\n') + 6));
    });
  });
}

/** Does graphql-ws reconnect by itself after a socket that was closed with this code? */
async function comesBack(code: number): Promise<boolean> {
  const server = new WebSocketServer({ port: 0, handleProtocols: () => PROTOCOL });
  let sockets = 0;
  server.on('connection', (socket) => {
    sockets += 1;
    socket.on('message', () => {
      socket.send('{"type":"connection_ack"}');
      if (sockets === 1) socket.close(code);
    });
  });
  const ended = Promise.withResolvers<boolean>();
  const { port } = server.address() as { port: number };
  const client = createClient({
    url: `ws://127.0.0.1:${port}`,
    webSocketImpl: WebSocket,
    retryAttempts: 1,
    retryWait: () => Promise.resolve(),
    on: { connected: () => sockets > 1 && ended.resolve(true) },
  });
  client.subscribe({ query: ME }, { next() {}, complete() {}, error: () => ended.resolve(false) });
  const answer = await ended.promise;
  await client.dispose();
  server.close();
  for (const socket of server.clients) socket.terminate();
  return answer;
}
