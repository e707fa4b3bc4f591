import type { Ephemeral } from '@confab/runtime/network/ephemeral/port';
import { createRedisEphemeral } from '@confab/runtime/network/ephemeral/redis';
import { createLogger } from '@confab/runtime/process/logging';
import { testRedis } from '@confab/runtime/testing/backends';
import { eventually } from '@confab/runtime/testing/eventually';
import { createRegistrations } from '../application/registrations.ts';
import { type AuthWorld, createAuthWorld, MINUTE_MS, PASSWORD } from './auth-world.ts';

const tooMany = { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) };

describe('limits of registration', () => {
  let world: AuthWorld;
  beforeEach(async () => {
    world = await createAuthWorld({ registrations: { perAddress: 3, total: 5 } });
  });
  afterEach(() => world.close());

  const register = (username: string, address: string | undefined, password = PASSWORD) =>
    world.client().register({ username, password, ...(address === undefined ? {} : { address }) }, world.as());

  it('hold for each address and for all together', async () => {
    for (const name of ['a', 'b', 'c']) await register(name, '192.0.2.1');
    await expect(register('d', '192.0.2.1')).rejects.toMatchObject(tooMany);
    for (const name of ['d', 'e']) await register(name, '2001:db8:0:1::/64');
    await expect(register('f', '2001:db8:0:1::/64')).rejects.toMatchObject(tooMany);
    await expect(register('f', undefined)).rejects.toMatchObject(tooMany);
    world.clock.advance(60 * MINUTE_MS);
    await register('f', '192.0.2.1');
  });

  it('do not count mistakes, and mistakes are named whatever was made before', async () => {
    for (let i = 0; i < 20; i++) {
      await expect(register('a b', '192.0.2.1')).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'username' });
      await expect(register('ada', '192.0.2.1', 'short')).rejects.toMatchObject({ field: 'password' });
    }
    for (const name of ['a', 'b', 'c']) await register(name, '192.0.2.1');
    await expect(register('a b', '192.0.2.1')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('let one address find out about some names and not about all', async () => {
    await register('ada', '192.0.2.1');
    const answers = await Promise.allSettled(Array.from({ length: 30 }, () => register('ada', '192.0.2.66')));
    const codes = answers.map((answer) => answer.status === 'rejected' && answer.reason.code);
    // Three are tried at once: an attempt holds what it may come to use up. So one after the other,
    // they are nine.
    for (let i = 0; i < 30; i++) codes.push(await register('ada', '192.0.2.66').catch(({ code }) => code));
    expect(codes.filter((code) => code === 'ALREADY_EXISTS')).toHaveLength(9);
    expect(new Set(codes)).toEqual(new Set(['ALREADY_EXISTS', 'RATE_LIMITED']));
    await expect(register('free', '192.0.2.66')).rejects.toMatchObject(tooMany);
  });

  it('keep nobody from signing in', async () => {
    for (const name of ['a', 'b', 'c']) await register(name, '192.0.2.1');
    await expect(register('d', '192.0.2.1')).rejects.toMatchObject(tooMany);
    const { refreshToken } = await world.login('a');
    await world.refresh(refreshToken);
  });
});

describe('limits of registration on Redis', () => {
  it('count what all replicas make', async () => {
    const url = await testRedis();
    const log = createLogger({ name: 'test', level: 'silent' });
    const run = crypto.randomUUID();
    const ephemerals = [createRedisEphemeral({ url, log }), createRedisEphemeral({ url, log })];
    const replicas = ephemerals.map((ephemeral) => {
      const own: Ephemeral = { ...ephemeral, take: (bucket, options) => ephemeral.take(run + bucket, options) };
      return createRegistrations(own, { perAddress: 4, total: 100 });
    });
    // A bucket grants without a connection.
    for (const ephemeral of ephemerals) {
      await eventually(async () => {
        expect(await ephemeral.take(`${run}connected`, { capacity: 1, windowMs: MINUTE_MS })).toBeGreaterThan(0);
      });
    }
    const made: number[] = [];
    const attempts = Array.from({ length: 12 }, (_, i) =>
      replicas[i % 2]?.make('192.0.2.1', async () => void made.push(i)),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(made).toHaveLength(4);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(tooMany);
    }
    await Promise.all(ephemerals.map((ephemeral) => ephemeral.close()));
  });
});
