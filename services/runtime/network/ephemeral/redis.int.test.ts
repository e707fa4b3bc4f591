import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { testRedis } from '../../testing/backends.ts';
import { eventually } from '../../testing/eventually.ts';
import { describeEphemeral } from './contract/describe-ephemeral.ts';
import type { Ephemeral } from './port.ts';
import { createRedisEphemeral } from './redis.ts';

const log = pino({ level: 'silent' });

/** Names of one test's own on a server that all tests share. */
function within(ephemeral: Ephemeral, run: string): Ephemeral {
  return {
    publish: (topic, payload) => ephemeral.publish(run + topic, payload),
    subscribe: (topic, handler) => ephemeral.subscribe(run + topic, handler),
    take: (bucket, options) => ephemeral.take(run + bucket, options),
    close: () => ephemeral.close(),
  };
}

describeEphemeral('redis', async () => {
  const url = await testRedis();
  const run = crypto.randomUUID();
  const [one, other] = [createRedisEphemeral({ url, log }), createRedisEphemeral({ url, log })];
  // A bucket grants without a connection.
  for (const ephemeral of [one, other]) {
    await eventually(async () => {
      expect(await ephemeral.take(`${run}connected`, { capacity: 1, windowMs: 60_000 })).toBeGreaterThan(0);
    });
  }
  return {
    one: within(one, run),
    other: within(other, run),
    elapse: (ms) => pause(ms),
    async close() {
      await Promise.all([one.close(), other.close()]);
    },
  };
});

/** Stands before a Redis and keeps its answers back until they are let through. */
async function slowToAnswer(url: string) {
  const { hostname, port } = new URL(url);
  const { promise: letThrough, resolve: release } = Promise.withResolvers<void>();
  let connections = 0;
  const server = createServer((client) => {
    connections += 1;
    const upstream = connect(Number(port), hostname);
    client.pipe(upstream);
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    client.on('close', () => upstream.destroy());
    void letThrough.then(() => upstream.pipe(client));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `redis://127.0.0.1:${own}`,
    connections: () => connections,
    release,
    close: () => server.close(),
  };
}

describe('createRedisEphemeral', () => {
  it('subscribes to what is asked for while a connection is being made', async () => {
    const slow = await slowToAnswer(await testRedis());
    const run = crypto.randomUUID();
    const ephemeral = createRedisEphemeral({ url: slow.url, log });
    await eventually(() => expect(slow.connections()).toBe(2));
    const seen = new Set<number>();
    const asked: Promise<unknown>[] = [];
    for (let n = 0; n < 20; n++) {
      asked.push(ephemeral.subscribe(`${run}${n}`, () => void seen.add(n)));
      await turn();
    }
    slow.release();
    await Promise.all(asked);
    await eventually(() => {
      for (let n = 0; n < 20; n++) ephemeral.publish(`${run}${n}`, {});
      expect(seen.size).toBe(20);
    });
    await ephemeral.close();
    slow.close();
  });

  it('grants and drops while there is no Redis', async () => {
    const ephemeral = createRedisEphemeral({ url: 'redis://127.0.0.1:1', log });
    expect(await ephemeral.take('b', { capacity: 1, windowMs: 1_000 })).toBe(0);
    expect(await ephemeral.take('b', { capacity: 1, windowMs: 1_000 })).toBe(0);
    ephemeral.publish('typing', {});
    await ephemeral.close();
  });
});
