import { readFileSync } from 'node:fs';
import type { BackendKind } from './port.ts';
import { BackendMissing, type Backends, type BackendsOptions, startBackends } from './start-backends.ts';

/** What a test names that needs a server (`services/runtime/testing/backends.ts`), or that starts a whole cluster. */
const NAMED: Readonly<Record<string, readonly BackendKind[]>> = {
  testMongo: ['mongo'],
  testNats: ['nats'],
  testGuardedNats: ['nats'],
  testRedis: ['redis'],
  startBackends: ['mongo', 'nats', 'redis'],
  startCluster: ['mongo', 'nats', 'redis'],
};

interface TestServers {
  started: Backends[];
  missing: Map<BackendKind, { reason: string; suites: number }>;
}

declare global {
  /** The servers of this run of jest, for its teardown. */
  var confabTestServers: TestServers | undefined;
}

/**
 * jest's `filter`, which is told what tests were chosen: starts the servers that these need, once a run, and leaves out tests whose servers can be had
 * nowhere. In CI (`CI=true`) it throws instead. What a variable names already is taken and not started.
 */
async function chooseTests(paths: readonly string[]): Promise<{ filtered: string[] }> {
  globalThis.confabTestServers ??= { started: [], missing: new Map() };
  const servers = globalThis.confabTestServers;
  const { missing } = servers;
  const tests = paths.map((path) => ({ path, needs: path.endsWith('.int.test.ts') ? needsOf(path) : [] }));
  for (const kind of new Set(tests.flatMap(({ needs }) => needs))) {
    if (missing.has(kind)) continue;
    await provide(kind).catch(async (error: unknown) => {
      if (!(error instanceof BackendMissing) || process.env.CI === 'true') {
        await Promise.all(servers.started.map((backends) => backends.stop()));
        throw error;
      }
      missing.set(kind, { reason: error.message, suites: 0 });
    });
  }
  const filtered = tests.flatMap(({ path, needs }) => {
    const lost = needs.flatMap((kind) => missing.get(kind) ?? []);
    for (const one of lost) one.suites += 1;
    return lost.length > 0 ? [] : [path];
  });
  return { filtered };
}

// jest asks for it with require().
export { chooseTests as 'module.exports' };

function needsOf(path: string): BackendKind[] {
  const text = readFileSync(path, 'utf8');
  return Object.entries(NAMED).flatMap(([name, kinds]) => (new RegExp(`\\b${name}\\b`).test(text) ? kinds : []));
}

async function provide(kind: BackendKind): Promise<void> {
  switch (kind) {
    case 'mongo':
      return publish('CONFAB_TEST_MONGODB_URL', async () => (await start({ need: [kind] })).mongodbUrl);
    case 'redis':
      return publish('CONFAB_TEST_REDIS_URL', async () => (await start({ need: [kind] })).redisUrl);
    case 'nats':
      await publish('CONFAB_TEST_NATS_URL', async () => (await start({ need: [kind], openNats: true })).natsUrl);
      await publish('CONFAB_TEST_GUARDED_NATS_URL', async () => {
        const { natsUrl, natsUsers } = await start({ need: [kind] });
        process.env.CONFAB_TEST_NATS_USERS = JSON.stringify(natsUsers);
        return natsUrl;
      });
  }
}

async function publish(variable: string, url: () => Promise<string>): Promise<void> {
  process.env[variable] ??= await url();
}

async function start(options: BackendsOptions): Promise<Backends> {
  const backends = await startBackends({ ...options, prefer: 'binaries' });
  globalThis.confabTestServers?.started.push(backends);
  return backends;
}
