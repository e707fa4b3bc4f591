import { type AddressInfo, createServer } from 'node:net';
import { openSocket } from './socket.ts';

/** Takes connections and says nothing, as a proxy whose server hangs. */
async function startSilence() {
  const connections = new Set<{ destroy(): void }>();
  const server = createServer((connection) => void connections.add(connection)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    connections,
    stop() {
      for (const connection of connections) connection.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('a socket', () => {
  it('is given up where the request to open it is never answered', async () => {
    const silence = await startSilence();
    const lost: unknown[] = [];
    const closed = new Promise<number>((resolve) => {
      const socket = openSocket({
        ...{ url: silence.url, token: 'token', connectWithinMs: 100 },
        onConnected: () => expect('never').toBe('connected'),
        onClosed: ({ code }) => resolve(code),
        onTokenRefused() {},
      });
      socket.subscribe(
        { query: 'subscription { ticks { cursor } }', variables: {} },
        {
          next() {},
          error: (reason) => lost.push(reason),
          complete() {},
        },
      );
    });
    expect(await closed).toBe(4499);
    expect(lost).toEqual(['lost']);
    expect(silence.connections.size).toBe(1);
    await silence.stop();
  });
});
