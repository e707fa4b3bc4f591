import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { type Connection, type ConnectionState, createConnection } from './connection.ts';
import { createResumableStream } from './resumable-stream.ts';

interface Tick {
  cursor: string;
}

const schema = buildSchema(
  'type Query { ok: Boolean } type Tick { cursor: ID! } type Subscription { ticks(after: ID): Tick! }',
);

/** Waits until an expectation holds. */
async function eventually(check: () => void): Promise<void> {
  const deadline = Date.now() + 4_000;
  for (;;) {
    try {
      check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/** A real server that counts: a subscription yields every number after its cursor, now and whenever one is added. */
async function startServer() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const afters: (string | undefined)[] = [];
  const tokens: unknown[] = [];
  const wakers = new Set<() => void>();
  let count = 0;
  const ticks = ({ after }: { after?: string }) => {
    afters.push(after);
    let next = Number(after ?? count) + 1;
    return (async function* () {
      for (;;) {
        if (next <= count) yield { ticks: { cursor: String(next++) } };
        else await new Promise<void>((resolve) => wakers.add(resolve));
      }
    })();
  };
  useServer(
    {
      schema,
      roots: { subscription: { ticks } },
      onConnect({ connectionParams }) {
        tokens.push(connectionParams?.authorization);
        return connectionParams?.authorization !== 'Bearer refused';
      },
    },
    server,
  );
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    afters,
    tokens,
    add() {
      count += 1;
      for (const wake of wakers) wake();
      wakers.clear();
    },
    kill: () => [...server.clients].forEach((socket) => void socket.terminate()),
    close: (code: number, reason = '') => [...server.clients].forEach((socket) => void socket.close(code, reason)),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

describe('a connection', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let connection: Connection;
  let states: ConnectionState[];
  let seen: string[];
  let signedOut: number;
  let token: string | null;

  beforeEach(async () => {
    server = await startServer();
    states = [];
    seen = [];
    signedOut = 0;
    token = 'first';
    connection = createConnection({
      url: server.url,
      async accessToken({ renew }) {
        if (renew) token = 'renewed';
        return token;
      },
      onSignedOut: () => {
        signedOut += 1;
      },
      onState: (state) => states.push(state),
    });
  });

  afterEach(async () => {
    connection.dispose();
    server.kill();
    await server.stop();
  });

  function follow(): void {
    const own = connection;
    const stream = createResumableStream<Tick>({
      open: (after, sink) =>
        own.subscribe(
          { query: 'subscription ($after: ID) { ticks(after: $after) { cursor } }', variables: { after } },
          sink,
        ),
      cursorOf: ({ cursor }) => cursor,
      isReset: () => false,
      isLast: () => false,
      onEvent: ({ cursor }) => seen.push(cursor),
      onEnd: () => undefined,
      retryDelay: () => 0,
      setTimer(run, delayMs) {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
    });
    own.attach(stream);
  }

  const kinds = () => states.map(({ kind }) => kind);
  const subscribed = (times: number) => eventually(() => expect(server.afters).toHaveLength(times));

  it('sees every event once, in order, over lost sockets', async () => {
    follow();
    await subscribed(1);
    server.add();
    await eventually(() => expect(seen).toEqual(['1']));
    server.kill();
    server.add();
    await eventually(() => expect(seen).toEqual(['1', '2']));
    server.kill();
    server.add();
    server.add();
    await eventually(() => expect(seen).toEqual(['1', '2', '3', '4']));
    expect(server.afters.slice(1)).toEqual(['1', '2']);
  });

  it('tells how it is doing', async () => {
    follow();
    await subscribed(1);
    server.kill();
    await subscribed(2);
    expect(kinds()).toEqual(['connecting', 'connected', 'waiting', 'connecting', 'connected']);
  });

  it('waits as a draining server asks, unless the user does not want to', async () => {
    follow();
    await subscribed(1);
    server.close(4451, '{"retryAfterMs":30000}');
    await eventually(() => expect(states.at(-1)?.kind).toBe('waiting'));
    const last = states.at(-1);
    expect(last?.kind === 'waiting' && last.retryAt - Date.now()).toBeGreaterThan(25_000);
    connection.reconnectNow();
    await subscribed(2);
  });

  it('renews a token that is refused', async () => {
    token = 'refused';
    follow();
    await subscribed(1);
    expect(server.tokens).toEqual(['Bearer refused', 'Bearer renewed']);
  });

  it('does not come back after the session was revoked', async () => {
    follow();
    await subscribed(1);
    server.close(4452, 'revoked');
    await eventually(() => expect(signedOut).toBe(1));
    connection.reconnectNow();
    expect(server.tokens).toHaveLength(1);
  });

  it('signs out when there is no token to be had', async () => {
    token = null;
    follow();
    await eventually(() => expect(signedOut).toBe(1));
    expect(server.tokens).toHaveLength(0);
  });

  it('subscribes what is attached while the socket is being opened', async () => {
    follow();
    await Promise.resolve();
    await Promise.resolve();
    follow();
    await subscribed(2);
    expect(server.tokens).toHaveLength(1);
  });
});
