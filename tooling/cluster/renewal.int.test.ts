import { eventually } from '@confab/runtime/testing/eventually';
import { createRoom, joinRoom, post } from '../../services/standalone/test/chat.ts';
import { login, register } from '../../services/standalone/test/person.ts';
import { RawSocket } from '../../services/standalone/test/raw-socket.ts';
import { type Backends, startBackends } from '../backends/start-backends.ts';
import { type Cluster, startCluster } from './start-cluster.ts';
import { TEST_ENVIRONMENT } from './test-environment.ts';

const ROOM = 'subscription { roomEvents(room: "tea") { __typename ... on MessagePosted { message { text } } } }';
const RENEW = 'mutation ($input: RenewConnectionInput!) { renewConnection(input: $input) { expiresAt } }';
const LIFE_MS = 10_000;

describe('a connection to one gateway of a cluster', () => {
  let backends: Backends;
  let cluster: Cluster;

  beforeAll(async () => {
    backends = await startBackends({ prefer: 'binaries' });
    cluster = await startCluster({
      backends,
      env: { ...TEST_ENVIRONMENT, CONFAB_ACCESS_TOKEN_LIFE: `${LIFE_MS}ms` },
    });
  }, 90_000);
  afterAll(async () => {
    await cluster?.stop();
    await backends?.stop();
  }, 60_000);

  it('goes on with a token that another gateway handed out, and ends with that session', async () => {
    const [here = '', there = ''] = cluster.of('gateway').map(({ url }) => url ?? '');
    await createRoom(await register(there, 'ann'), 'tea');
    const bob = await register(here, 'bob');
    await joinRoom(bob, 'tea');
    const socket = await new RawSocket(here).signedIn(bob.token ?? '');
    const openedAt = performance.now();
    const hears = (id: string, what: string) =>
      eventually(() => expect(JSON.stringify(socket.answers(id))).toContain(what), { timeoutMs: 10_000 });
    socket.subscribe('room', ROOM);
    await hears('room', 'RoomOpened');
    await eventually(() => expect(performance.now() - openedAt).toBeGreaterThan(LIFE_MS / 2), { timeoutMs: LIFE_MS });
    const next = await login(there, 'bob');
    socket.subscribe('renewal', RENEW, { input: { accessToken: next.token } });
    await hears('renewal', 'expiresAt');
    const refused = async () =>
      expect((await bob.execute('{ sessions { id } }')).errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    await eventually(refused, { timeoutMs: LIFE_MS });
    await post(await login(there, 'ann'), { room: 'tea', text: 'still with us?' });
    await hears('room', 'still with us?');
    socket.subscribe('me', '{ room(name: "tea") { membership { role } } }');
    await hears('me', 'MEMBER');
    await next.request('mutation { logout }');
    expect(await socket.closed).toMatchObject({ code: 4452 });
  }, 60_000);
});
