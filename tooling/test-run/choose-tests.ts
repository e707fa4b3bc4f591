import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BackendKind } from '../backends/port.ts';
import { BackendMissing, type Backends, type BackendsOptions, startBackends } from '../backends/start-backends.ts';
import { findExecutable } from '../find-executable.ts';
import { ROOT } from '../run.ts';
import { tellLeftOut } from './left-out.ts';
import { type Need, needsOf, type Program } from './needs.ts';

/** As many as suites run at a time: each has a clipboard of its own. */
const BROWSERS = 2;

declare global {
  /** What this run of jest has started, for its teardown. */
  var confabTestServers: { stop(): Promise<void> }[] | undefined;
}

/**
 * jest's `filter`, which is told what tests were chosen: starts the servers and browsers that these need, once a run, and leaves out the suites whose
 * needs this machine cannot meet. Where nothing may be left out, in CI beside the servers that it is given, it throws instead. What a variable names already is
 * taken and not started.
 */
async function chooseTests(paths: readonly string[]): Promise<{ filtered: string[] }> {
  globalThis.confabTestServers ??= [];
  const tests = paths.map((path) => ({ path, needs: needsOf(path, readFileSync(path, 'utf8')) }));
  try {
    const missing = new Set<Need>();
    for (const need of new Set(tests.flatMap(({ needs }) => needs))) if (!(await provide(need))) missing.add(need);
    const browsing = tests.filter(({ needs }) => needs.includes('chromium')).length;
    if (!missing.has('chromium')) await provideBrowsers(browsing);
    const leftOut = tests.filter(({ needs }) => needs.some((need) => missing.has(need)));
    tellLeftOut(leftOut.map(({ path, needs }) => ({ path, lacks: needs.filter((need) => missing.has(need)) })));
    if (leftOut.length > 0 && mayLeaveOutNothing())
      throw new Error(`nothing may be left out here, and this machine lacks ${[...missing].join(', ')}`);
    return { filtered: tests.filter((test) => !leftOut.includes(test)).map(({ path }) => path) };
  } catch (error) {
    await Promise.all(globalThis.confabTestServers.map((server) => server.stop()));
    throw error;
  }
}

// jest asks for it with require().
export { chooseTests as 'module.exports' };

function mayLeaveOutNothing(): boolean {
  return process.env.CI === 'true' && existsSync(join(ROOT, '../shared'));
}

/** Whether it is there now. */
async function provide(need: Need): Promise<boolean> {
  switch (need) {
    case 'mongo':
    case 'nats':
    case 'redis':
      return provideServer(need).then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof BackendMissing)) throw error;
          // What was tried: an engine without the image, a binary that does not start.
          console.warn(error.message);
          return false;
        },
      );
    case 'chromium':
    case 'desktop':
      return import('../chromium.ts').then(({ findChromium }) => findChromium(need === 'chromium' ? 'shell' : 'whole'));
    default:
      return findExecutable(need satisfies Program) !== undefined;
  }
}

async function provideServer(kind: BackendKind): Promise<void> {
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

/** Starts the browsers and makes the workspace that suites stand on. */
async function provideBrowsers(suites: number): Promise<void> {
  const count = Math.min(suites, BROWSERS);
  if (count === 0 || process.env.CONFAB_TEST_CHROMIUM_URLS) return;
  const [{ serveChromium }, { workspaceFolder }] = await Promise.all([
    import('../chromium.ts'),
    import('../workspace/workspace.ts'),
  ]);
  const making = workspaceFolder();
  const servers = await Promise.all(Array.from({ length: count }, serveChromium));
  globalThis.confabTestServers?.push(...servers.map((server) => ({ stop: () => server.close() })));
  process.env.CONFAB_TEST_CHROMIUM_URLS = servers.map((server) => server.wsEndpoint()).join(' ');
  await making;
}

async function start(options: BackendsOptions): Promise<Backends> {
  const backends = await startBackends({ ...options, prefer: 'binaries' });
  globalThis.confabTestServers?.push(backends);
  return backends;
}
