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

/** Suites in a browser. */
const IN_BROWSER = /\/web\/e2e\/.*\.int\.test\.ts$/;
/** As many as suites run at a time: each has a clipboard of its own. */
const BROWSERS = 2;

interface TestServers {
  started: { stop(): Promise<void> }[];
  missing: Map<BackendKind, { reason: string; suites: number }>;
}

declare global {
  /** The servers of this run of jest, for its teardown. */
  var confabTestServers: TestServers | undefined;
}

/**
 * jest's `filter`, which is told what tests were chosen: starts the servers and browsers that these need, once a run, and leaves out tests whose
 * servers can be had nowhere. In CI (`CI=true`) it throws instead. What a variable names already is taken and not started.
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
        await Promise.all(servers.started.map((server) => server.stop()));
        throw error;
      }
      missing.set(kind, { reason: error.message, suites: 0 });
    });
  }
  await provideBrowsers(paths.filter((path) => IN_BROWSER.test(path)).length);
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

/** Starts the browsers and makes the workspace that suites stand on. Where one of them cannot be had, the suites say so. */
async function provideBrowsers(suites: number): Promise<void> {
  const count = Math.min(suites, BROWSERS);
  if (count === 0 || process.env.CONFAB_TEST_CHROMIUM_URLS) return;
  const [{ serveChromium }, { workspaceFolder }] = await Promise.all([
    import('../chromium.ts'),
    import('../workspace/workspace.ts'),
  ]);
  const making = workspaceFolder().catch(() => undefined);
  const servers = await Promise.all(Array.from({ length: count }, serveChromium)).catch(() => []);
  globalThis.confabTestServers?.started.push(...servers.map((server) => ({ stop: () => server.close() })));
  process.env.CONFAB_TEST_CHROMIUM_URLS = servers.map((server) => server.wsEndpoint()).join(' ');
  await making;
}

async function start(options: BackendsOptions): Promise<Backends> {
  const backends = await startBackends({ ...options, prefer: 'binaries' });
  globalThis.confabTestServers?.started.push(backends);
  return backends;
}
