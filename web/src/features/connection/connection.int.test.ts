import { type Connection, type ConnectionState, createConnection } from './connection.ts';
import { followTicks } from './testing/follow-ticks.ts';
import { eventually, startTickServer, type TickServer } from './testing/tick-server.ts';

describe('a connection', () => {
  let server: TickServer;
  let connection: Connection;
  let states: ConnectionState[];
  let seen: string[];
  let signedOut: number;
  let token: string | null;
  let goodForMs: number;

  beforeEach(async () => {
    server = await startTickServer();
    states = [];
    seen = [];
    signedOut = 0;
    token = 'first';
    goodForMs = 60_000;
    connection = createConnection({
      url: server.url,
      async accessToken({ renew }) {
        if (renew) token = 'renewed';
        return token;
      },
      tokenGoodForMs: () => goodForMs,
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

  const follow = () => followTicks(connection, (cursor) => seen.push(cursor));
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
    expect(last?.kind === 'waiting' && last.retryAt - performance.now()).toBeGreaterThan(25_000);
    connection.reconnectNow();
    await subscribed(2);
  });

  it('renews a token that is refused', async () => {
    token = 'refused';
    follow();
    await subscribed(1);
    expect(server.tokens).toEqual(['Bearer refused', 'Bearer renewed']);
  });

  it('goes on with the next token on the same socket, before the first expires', async () => {
    goodForMs = 50;
    follow();
    await subscribed(1);
    [token, goodForMs] = ['second', 60_000];
    await eventually(() => expect(server.renewals).toEqual(['second']));
    server.add();
    await eventually(() => expect(seen).toEqual(['1']));
    expect(server.tokens).toEqual(['Bearer first']);
    expect(server.afters).toHaveLength(1);
    expect(kinds()).toEqual(['connecting', 'connected']);
  });

  it('keeps the socket as it is while the next token is not taken', async () => {
    goodForMs = 50;
    follow();
    await subscribed(1);
    token = 'refused';
    await eventually(() => expect(server.renewals).toEqual(['refused']));
    server.add();
    await eventually(() => expect(seen).toEqual(['1']));
    token = 'second';
    await eventually(() => expect(server.renewals).toEqual(['refused', 'second']));
    expect(kinds()).toEqual(['connecting', 'connected']);
  });

  it('opens another socket with a renewed token where the server closes the first for its token', async () => {
    follow();
    await subscribed(1);
    server.close(4403, 'expired');
    await subscribed(2);
    expect(server.tokens).toEqual(['Bearer first', 'Bearer renewed']);
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
