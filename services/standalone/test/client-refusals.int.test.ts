import type { AddressInfo } from 'node:net';
import { buildSchema, type ExecutionResult, GraphQLError } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocket, WebSocketServer } from 'ws';
import { follow } from '../../../docs/clients/javascript/follow.js';
import { textOf } from '../../../tooling/conventions/source-files.ts';

/** What a server does with one subscription. */
type Answer = { error: string; retryAfterMs?: number } | { close: number; reason?: string } | { events: string[] };

const QUERY = 'subscription ($after: Cursor) { roomEvents(after: $after) { __typename cursor } }';
const schema = buildSchema(`scalar Cursor
  type Query { ok: Boolean }
  type RoomEvent { cursor: Cursor! }
  type Subscription { roomEvents(after: Cursor): RoomEvent! }`);

/** A server that answers one subscription after the other as it was told; `afters` are the cursors that they came with. */
async function startServer(answers: Answer[]) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const afters: unknown[] = [];
  const times: number[] = [];

  function refusal({ error, retryAfterMs }: { error: string; retryAfterMs?: number }): ExecutionResult {
    const extensions = { code: error, ...(retryAfterMs !== undefined && { retryAfterMs }) };
    return { data: null, errors: [new GraphQLError('No.', { extensions })] };
  }

  useServer(
    {
      schema,
      async subscribe({ variableValues, contextValue }) {
        afters.push(variableValues?.after);
        times.push(performance.now());
        const answer = answers.shift() ?? { events: ['RoomClosed'] };
        if ('error' in answer) return refusal(answer);
        return (async function* () {
          if ('close' in answer) {
            (contextValue as { socket: WebSocket }).socket.close(answer.close, answer.reason);
            return;
          }
          for (const __typename of answer.events) {
            yield { data: { roomEvents: { __typename, cursor: `${__typename} ${afters.length}` } } };
          }
        })();
      },
      context: ({ extra }) => extra,
    },
    server,
  );
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    afters,
    times,
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('follow', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let client: Client;

  async function seen(answers: Answer[]): Promise<string[]> {
    server = await startServer(answers);
    client = createClient({ url: server.url, webSocketImpl: WebSocket, retryAttempts: 0 });
    const types: string[] = [];
    for await (const { __typename } of follow({ client, query: QUERY })) types.push(__typename);
    return types;
  }
  afterEach(async () => {
    await client.dispose();
    await server.stop();
  });

  it.each([
    ['the server cannot store', { error: 'UNAVAILABLE' }],
    ['it asked too often', { error: 'RATE_LIMITED', retryAfterMs: 1 }],
    ['the server failed', { error: 'INTERNAL_SERVER_ERROR' }],
    ['a newer server refuses for a while', { error: 'GONE_FISHING', retryAfterMs: 1 }],
    ['its token has just run out', { error: 'UNAUTHENTICATED' }],
    ['it read too slowly', { close: 4450 }],
    ['the server drains', { close: 4451, reason: '{"retryAfterMs":1}' }],
    ['a proxy restarts', { close: 1012 }],
    ['the server failed on the socket', { close: 4500 }],
    ['the subscription is completed without RoomClosed', { events: [] }],
  ])('goes on behind the last event where %s', async (_, trouble) => {
    expect(await seen([{ events: ['RoomOpened'] }, trouble, { events: ['RoomOpened', 'RoomClosed'] }])).toEqual([
      'RoomOpened',
      'RoomOpened',
      'RoomClosed',
    ]);
    expect(server.afters).toEqual([undefined, 'RoomOpened 1', 'RoomOpened 1']);
  });

  it.each([
    ['NOT_FOUND', { error: 'NOT_FOUND' }],
    ['FORBIDDEN', { error: 'FORBIDDEN' }],
    ['BAD_USER_INPUT', { error: 'BAD_USER_INPUT' }],
    ['a code that it does not know', { error: 'GONE_FISHING' }],
    ['4452, the end of its session', { close: 4452 }],
    ['4429, too many sockets', { close: 4429 }],
    ['4400, a message that it should not have sent', { close: 4400 }],
    ['1009, a message that is too large', { close: 1009 }],
  ])('throws at %s', async (_, refusal) => {
    const code = 'error' in refusal ? refusal.error : refusal.close;
    await expect(seen([{ events: ['RoomOpened'] }, refusal])).rejects.toMatchObject({ code });
    expect(server.afters).toHaveLength(2);
  });

  it.each([
    ['with a refusal', { error: 'RATE_LIMITED', retryAfterMs: 700 }],
    ['with a close', { close: 4451, reason: '{"retryAfterMs":700}' }],
  ])('waits as long as the server asks %s', async (_, trouble) => {
    await seen([trouble]);
    const [first = 0, second = 0] = server.times;
    expect(second - first).toBeGreaterThanOrEqual(700);
  });

  it('comes back after no close after which PROTOCOL.md tells it not to', () => {
    const rows = textOf('services/gateway/PROTOCOL.md').matchAll(
      /^\| ([\d, ]+) \|[^|]*\| (mend the client|do not reconnect)/gm,
    );
    const told = [...rows].flatMap(([, codes = '']) => codes.split(', ').map(Number));
    const [, known = ''] = /FINAL_CLOSES = \[(.*)\]/.exec(textOf('docs/clients/javascript/follow.js')) ?? [];
    expect(known.split(', ').map(Number)).toEqual(told);
  });

  it('asks for a snapshot again where the subscription ends between a reset and its snapshot', async () => {
    await seen([{ events: ['RoomOpened', 'RoomReset'] }]);
    expect(server.afters).toEqual([undefined, null]);
  });
});
