import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { testRedis } from '../testing/backends.ts';
import { describeEphemeral } from './contract.ts';
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
  // The first command needs the connection: a bucket grants without one.
  await Promise.all([one, other].map((ephemeral) => ephemeral.subscribe(run, () => {})));
  return {
    one: within(one, run),
    other: within(other, run),
    elapse: (ms) => pause(ms),
    async close() {
      await Promise.all([one.close(), other.close()]);
    },
  };
});

describe('createRedisEphemeral', () => {
  it('grants and drops while there is no Redis', async () => {
    const ephemeral = createRedisEphemeral({ url: 'redis://127.0.0.1:1', log });
    expect(await ephemeral.take('b', { capacity: 1, windowMs: 1_000 })).toBe(0);
    expect(await ephemeral.take('b', { capacity: 1, windowMs: 1_000 })).toBe(0);
    ephemeral.publish('typing', {});
    await ephemeral.close();
  });
});
