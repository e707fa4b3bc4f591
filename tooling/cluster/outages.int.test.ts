import { eventually } from '@confab/runtime/testing/eventually';
import { register } from '../../services/standalone/test/person.ts';
import { type Backends, startBackends } from '../backends/start-backends.ts';
import { createClusterProcess } from './cluster-process.ts';
import { type Cluster, startCluster } from './start-cluster.ts';
import { TEST_ENVIRONMENT } from './test-environment.ts';

const ENVIRONMENT = { ...TEST_ENVIRONMENT, LOG_LEVEL: 'error' };
const WELL_WITHIN_MS = 15_000;

/** Kills servers, so it takes those that are started from binaries. */
describe('a process of the cluster', () => {
  let backends: Backends;
  let cluster: Cluster;
  let people = 0;

  beforeAll(async () => {
    backends = await startBackends({ prefer: 'binaries' });
    cluster = await startCluster({
      backends,
      processes: { rooms: 0, messages: 0, auth: 1, gateway: 1 },
      env: ENVIRONMENT,
    });
  }, 90_000);
  afterAll(async () => {
    await cluster?.stop();
    await backends?.stop();
  }, 60_000);

  const server = (name: string) => {
    const found = backends.processes.find((process) => process.name === name);
    if (!found) throw new Error(`${name} does not come from a binary: CONFAB_BACKENDS=binaries`);
    return found;
  };
  const auth = () => cluster.process('auth-0');
  const registers = async () => {
    people += 1;
    await register(cluster.url, `person-${people}`);
  };
  const servesAgain = () =>
    eventually(registers, { timeoutMs: WELL_WITHIN_MS }).catch((cause: unknown) => {
      throw new Error(`auth did not recover; it said:\n${auth().output()}`, { cause });
    });
  const eventuallyReady = (ready: boolean) =>
    eventually(async () => expect(await auth().isReady()).toBe(ready), { timeoutMs: WELL_WITHIN_MS });

  it.each(['nats', 'mongo-0'])(
    'is not ready while %s is away, and recovers by itself',
    async (name) => {
      const { pid } = auth();
      await registers();
      await server(name).kill();
      await eventuallyReady(false);
      expect((await fetch(`${auth().healthUrl}/healthz`)).status).toBe(200);
      await server(name).start();
      await eventuallyReady(true);
      await servesAgain();
      expect(auth().pid).toBe(pid);
    },
    60_000,
  );

  it('serves without Redis', async () => {
    await server('redis').kill();
    await registers();
    expect(await cluster.process('gateway-0').isReady()).toBe(true);
    await server('redis').start();
  }, 30_000);

  it('waits for a server that is not there yet', async () => {
    await auth().stop();
    await server('nats').kill();
    const starting = auth().start();
    await eventually(() => expect(auth().pid).toBeDefined());
    await server('nats').start();
    await starting;
    await servesAgain();
  }, 60_000);

  it('tells what it measures, by names that do not grow with what people do', async () => {
    const text = await (await fetch(`${auth().healthUrl}/metrics`)).text();
    expect(text).toMatch(/^confab_store_commit_seconds_count\{outcome="committed"\} [1-9]/m);
    expect(text).toMatch(/^confab_rpc_server_seconds_count\{method="AuthService\/Register",code="OK"\} [1-9]/m);
    expect(text).toMatch(/^confab_outbox_lag_seconds\{consumer="publisher"\} /m);
    expect(text).not.toContain('person-');
  });

  it('says in a line each what is wrong with its variables, and ends', async () => {
    const process = createClusterProcess({
      place: { service: 'auth', index: 9, name: 'auth-9' },
      ...{ backends, databasePrefix: 'wrong', port: 0, healthPort: 0 },
      env: { HEALTH_PORT: 'http', CONFAB_DRAIN_DELAY: 'soon', LOG_LEVEL: 'loud' },
    });
    await expect(process.start()).rejects.toThrow('ended before it was ready');
    const lines = process.output().trim().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['HEALTH_PORT', 'CONFAB_DRAIN_DELAY', 'LOG_LEVEL']);
  });

  it('ends where NATS refuses its credentials, and says so in one line', async () => {
    const process = createClusterProcess({
      place: { service: 'auth', index: 9, name: 'auth-9' },
      ...{ backends, databasePrefix: 'wrong', port: 0, healthPort: 0 },
      env: { ...ENVIRONMENT, NATS_PASSWORD: 'guessed', CONFAB_START_WAIT: '1s' },
    });
    await expect(process.start()).rejects.toThrow('ended before it was ready');
    expect(process.output()).toMatch(/^NATS .*NATS_USER.*\n$/);
  }, 90_000);
});
