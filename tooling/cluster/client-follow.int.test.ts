import { eventually } from '@confab/runtime/testing/eventually';
import { createRoom, history, post } from '../../services/standalone/test/chat.ts';
import { type Following, startFollowing } from '../../services/standalone/test/documented-client.ts';
import { login, type Person, register } from '../../services/standalone/test/person.ts';
import { type Backends, startBackends } from '../backends/start-backends.ts';
import { type Cluster, startCluster } from './start-cluster.ts';
import { TEST_ENVIRONMENT } from './test-environment.ts';

/** A client that comes back may have waited for half a minute. */
const BACK_MS = 45_000;

describe('the client of docs/clients.md, in a cluster', () => {
  let backends: Backends;
  let cluster: Cluster;
  let ann: Person;
  let following: Following;

  beforeAll(async () => {
    backends = await startBackends({ prefer: 'binaries' });
    cluster = await startCluster({
      backends,
      env: { ...TEST_ENVIRONMENT, CONFAB_ACCESS_TOKEN_LIFE: '10s' },
    });
    ann = await register(cluster.url, 'ann');
    await createRoom(ann, 'tea');
    const { refreshToken } = await login(cluster.url, 'ann');
    following = startFollowing({ url: cluster.url, refreshToken });
    await following.told('RoomOpened');
  }, 90_000);
  afterAll(async () => {
    await following?.stop();
    await ann?.close();
    await cluster?.stop();
    await backends?.stop();
  }, 60_000);

  /** Tokens of this cluster live for seconds, and connections over HTTP end with their gateway. */
  async function postMany(what: string): Promise<void> {
    await eventually(async () => {
      ann = await login(cluster.url, 'ann');
    });
    for (const idempotencyKey of [1, 2, 3, 4, 5].map((n) => `${what} ${n}`)) {
      await eventually(() => post(ann, { room: 'tea', text: what, idempotencyKey }).then(() => undefined));
    }
  }
  async function hasAll(): Promise<void> {
    const posted = (await history(ann, 'tea')).map(({ seq }) => seq);
    await eventually(() => expect(following.seqs()).toEqual(posted), { timeoutMs: BACK_MS });
    expect(following.types()).not.toContain('RoomReset');
  }

  it('keeps its socket over the lives of several tokens, whichever replica made them', async () => {
    await eventually(() => expect(following.stored.length).toBeGreaterThan(2), { timeoutMs: 40_000 });
    await postMany('renewed');
    await hasAll();
    expect(following.sockets).toHaveLength(1);
  }, 90_000);

  it.each([
    ['stopped', 'stop'],
    ['killed', 'kill'],
  ] as const)(
    'misses nothing and repeats nothing where one gateway after the other is %s',
    async (end, how) => {
      const before = following.sockets.length;
      for (const gateway of cluster.of('gateway')) {
        await postMany(`before ${gateway.name} is ${end}`);
        await gateway[how]();
        await postMany(`after ${gateway.name} is ${end}`);
        await hasAll();
        await gateway.start();
        await eventually(async () => expect(await gateway.isReady()).toBe(true), { timeoutMs: BACK_MS });
      }
      expect(following.sockets.length).toBeGreaterThan(before);
    },
    180_000,
  );
});
