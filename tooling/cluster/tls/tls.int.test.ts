import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { createRedisEphemeral } from '@confab/runtime/network/ephemeral/redis';
import { connectNats } from '@confab/runtime/network/nats/connection';
import { connectMongo } from '@confab/runtime/process/mongo-connection';
import { testNats } from '@confab/runtime/testing/backends';
import { eventually } from '@confab/runtime/testing/eventually';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { createRoom, history, joinRoom, post } from '../../../services/standalone/test/chat.ts';
import { register } from '../../../services/standalone/test/person.ts';
import { ROOT } from '../../run.ts';
import { startCluster } from '../start-cluster.ts';
import { type GuardedServers, startGuardedServers } from './guarded-servers.ts';

const log = { info() {}, warn() {}, error() {} };

describe('servers that speak TLS alone and ask who one is', () => {
  let servers: GuardedServers;
  beforeAll(async () => {
    servers = await startGuardedServers();
  }, 60_000);
  afterAll(() => servers?.backends.stop());

  it('carry a chat of processes that know authority and passwords by their environment', async () => {
    const { backends, authority, mongodbUrl } = servers;
    const said: string[] = [];
    const cluster = await startCluster({
      backends,
      processes: { auth: 1, rooms: 1, messages: 1, gateway: 1 },
      env: {
        LOG_LEVEL: 'warn',
        CONFAB_START_WAIT: '10s',
        CONFAB_DRAIN_MS: '50',
        CONFAB_ARGON2_MEMORY_KIB: '8',
        CONFAB_ARGON2_PASSES: '1',
        MONGODB_CA_FILE: authority,
        NATS_CA_FILE: authority,
        REDIS_CA_FILE: authority,
      },
      envOf: ({ service }): Record<string, string> =>
        service === 'gateway' ? {} : { MONGODB_URL: mongodbUrl(service) },
      onOutput: (_, text) => void said.push(text),
    });
    try {
      const ann = await register(cluster.url, 'ann');
      const bob = await register(cluster.url, 'bob');
      await createRoom(ann, 'tea');
      await joinRoom(bob, 'tea');
      await post(bob, { room: 'tea', text: 'sealed' });
      expect((await history(ann, 'tea')).map(({ text }) => text)).toEqual(['sealed']);
      expect(said.join('')).not.toMatch(/is away|Waiting|refused/);
    } finally {
      await cluster.stop();
    }
  }, 60_000);

  it('let operators verify, back up and restore', async () => {
    const folder = createTempFolder();
    // Not spawnSync: the servers wait for this process to read what they print.
    const tool = (name: string, ...args: string[]) => {
      const env = { ...process.env, MONGODB_URL: servers.mongodbUrl('tools'), MONGODB_CA_FILE: servers.authority };
      const script = join(ROOT, 'services/standalone/dist/tools', `${name}.js`);
      return new Promise((resolve) => {
        execFile(process.execPath, [script, ...args], { env }, (failed, stdout, stderr) =>
          resolve({ status: failed ? failed.code : 0, said: (stdout + stderr).trim() }),
        );
      });
    };
    const well = { status: 0, said: 'auth: ok\nrooms: ok\nmessages: ok' };
    expect(await tool('verify')).toEqual(well);
    const saved = await tool('backup', folder.path);
    expect(saved).toEqual({ status: 0, said: expect.stringMatching(/^confab_messages\.events\.jsonl\.gz [1-9]/m) });
    expect(await tool('restore', folder.path)).toEqual({ status: 1, said: expect.stringContaining('holds events') });
    const client = await connectMongo({ url: servers.mongodbUrl('tools'), caFile: servers.authority });
    for (const service of ['auth', 'rooms', 'messages']) await client.db(`confab_${service}`).dropDatabase();
    await client.close();
    expect(await tool('restore', folder.path)).toEqual(saved);
    expect(await tool('verify')).toEqual(well);
    folder.remove();
  }, 120_000);

  it('carry typing over Redis, and share its counters', async () => {
    const options = { url: servers.backends.redisUrl, caFile: servers.authority, log };
    const [one, other] = [createRedisEphemeral(options), createRedisEphemeral(options)];
    const seen: object[] = [];
    await other.subscribe('typing', (payload) => void seen.push(payload));
    await eventually(() => {
      one.publish('typing', { who: 'ann' });
      expect(seen).toContainEqual({ who: 'ann' });
    });
    const bucket = { capacity: 1, windowMs: 60_000 };
    expect(await one.take('tls', bucket)).toBe(0);
    await eventually(async () => expect(await other.take('tls', bucket)).toBeGreaterThan(0));
    await Promise.all([one.close(), other.close()]);
  });

  describe('are nobody that is trusted without their authority', () => {
    it.each(['tls', 'nats'])('by NATS over %s', async (scheme) => {
      const { natsUsers, natsUrl } = servers.backends;
      const url = natsUrl.replace('tls', scheme);
      const connecting = connectNats({ url, service: 'gateway', ...natsUsers.gateway, log });
      await expect(connecting).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    });

    it.each(['tls=true', 'tls=false'])('by MongoDB with %s', async (tls) => {
      const url = `${servers.mongodbUrl('rooms')}&${tls}`;
      await expect(connectMongo({ url })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    });

    it('by Redis, however often it is tried', async () => {
      for (let tried = 0; tried < 40; tried += 1) {
        const refused = Promise.withResolvers<unknown>();
        const warn = ({ err }: { err: unknown }) => refused.resolve(err);
        const redis = createRedisEphemeral({ url: servers.backends.redisUrl, log: { ...log, warn } });
        expect(await refused.promise).toMatchObject({ code: 'SELF_SIGNED_CERT_IN_CHAIN' });
        await redis.close();
      }
    });
  });

  it('are not taken for one that speaks in the clear', async () => {
    const plain = await testNats();
    const options = { service: 'gateway', log };
    await expect(connectNats({ url: plain, caFile: servers.authority, ...options })).rejects.toThrow('NATS');
    await expect(connectNats({ url: plain.replace('nats:', 'tls:'), ...options })).rejects.toThrow('NATS');
  });

  it('let no service into the database of another', async () => {
    const client = await connectMongo({ url: servers.mongodbUrl('rooms'), caFile: servers.authority });
    await expect(client.db('confab_auth').collection('events').findOne()).rejects.toMatchObject({
      codeName: 'Unauthorized',
    });
    await client.close();
    const guessed = servers.mongodbUrl('rooms').replace(/:[0-9a-f]{24}@/, ':guessed@');
    await expect(connectMongo({ url: guessed, caFile: servers.authority })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});
