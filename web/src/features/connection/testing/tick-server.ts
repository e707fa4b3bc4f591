import type { AddressInfo } from 'node:net';
import { buildSchema, GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

/** What the server's one subscription yields. */
export interface Tick {
  cursor: string;
}

const schema = buildSchema(
  `type Query { ok: Boolean }
  type Tick { cursor: ID! }
  type Subscription { ticks(after: ID): Tick! }
  input RenewConnectionInput { accessToken: String! }
  type RenewConnectionPayload { expiresAt: String! }
  type Mutation { renewConnection(input: RenewConnectionInput!): RenewConnectionPayload! }`,
);

/** Waits until an expectation holds. */
export async function eventually(check: () => void, withinMs = 4_000): Promise<void> {
  const deadline = Date.now() + withinMs;
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
export async function startTickServer() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const afters: (string | undefined)[] = [];
  const tokens: unknown[] = [];
  const renewals: string[] = [];
  const wakers = new Set<() => void>();
  let count = 0;
  let subscriptions = 0;
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
  const renewConnection = ({ input: { accessToken } }: { input: { accessToken: string } }) => {
    renewals.push(accessToken);
    if (accessToken === 'refused') throw new GraphQLError('No.', { extensions: { code: 'UNAUTHENTICATED' } });
    return { expiresAt: 'later' };
  };
  useServer(
    {
      schema,
      roots: { subscription: { ticks }, mutation: { renewConnection } },
      onSubscribe: () => {
        subscriptions += 1;
      },
      onComplete: () => {
        subscriptions -= 1;
      },
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
    /** Tokens that open sockets were given. */
    renewals,
    /** Sockets that are open. */
    sockets: () => server.clients.size,
    /** Subscriptions that live. */
    subscriptions: () => subscriptions,
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

export type TickServer = Awaited<ReturnType<typeof startTickServer>>;
