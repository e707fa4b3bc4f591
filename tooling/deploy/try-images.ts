import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createRoom, history, joinRoom, post } from '../../services/standalone/test/chat.ts';
import { register } from '../../services/standalone/test/person.ts';
import { freePort } from '../backends/free-port.ts';
import { ROOT } from '../run.ts';

/**
 * `npm run images`: builds every image, starts the compose file's services from them, chats through them, lets the tools verify what was stored, and takes all of it away. `CONFAB_BUILD_NETWORK=host`
 * where a build has no network of its own; CONFAB_NODE_IMAGE, CONFAB_MONGO_IMAGE, CONFAB_NATS_IMAGE, CONFAB_REDIS_IMAGE name others. Prints what holds; exit code 1 at
 * the first that does not.
 */
const WORKLOADS = ['auth', 'rooms', 'messages', 'gateway'];
const PROJECT = 'confab-try';
const READY_MS = 120_000;
const secret = () => `p${randomBytes(12).toString('hex')}`;
const port = await freePort();
const environment = {
  ...process.env,
  ...Object.fromEntries(WORKLOADS.map((name) => [`NATS_${name.toUpperCase()}_PASSWORD`, secret()])),
  CONFAB_PORT: String(port),
  // What a build leaves for the next one is what this one is about.
  DOCKER_BUILDKIT: process.env.DOCKER_BUILDKIT ?? '0',
};

function run(command: readonly string[], options: { quiet?: boolean } = {}): string {
  const [file = '', ...args] = command;
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    cwd: ROOT,
    env: environment,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (status !== 0)
    throw new Error(`${command.join(' ')} ended with ${status}:\n${stdout.slice(-4_000)}${stderr.slice(-4_000)}`);
  if (!options.quiet && stdout.trim() !== '') console.log(stdout.trim());
  return stdout;
}

const hasPlugin = spawnSync('docker', ['compose', 'version']).status === 0;
const file = join(ROOT, 'deploy/compose.yaml');
const compose = (...args: string[]) =>
  run([...(hasPlugin ? ['docker', 'compose'] : ['docker-compose']), '-p', PROJECT, '-f', file, ...args], {
    quiet: true,
  });

function check(what: string, holds: boolean): void {
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}`);
  if (!holds) throw new Error(what);
}

function build(): void {
  const { CONFAB_NODE_IMAGE: node, CONFAB_BUILD_NETWORK: network } = process.env;
  for (const name of [...WORKLOADS, 'tools']) {
    const base = node ? ['--build-arg', `NODE_IMAGE=${node}`] : [];
    const through = network ? ['--network', network] : [];
    const target = ['-f', 'deploy/images/Dockerfile', '--target', name, '-t', `confab/${name}`];
    run(['docker', 'build', '-q', ...through, ...base, ...target, '.'], { quiet: true });
    check(`the image of ${name} is built`, true);
  }
}

async function isReady(url: string): Promise<boolean> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return false;
}

async function chat(url: string): Promise<void> {
  const [ann, bob] = [await register(url, 'ann'), await register(url, 'bob')];
  await createRoom(ann, 'harbour');
  await joinRoom(bob, 'harbour');
  const { events } = bob.subscribe<{ __typename: string; message?: { text: string } }>(
    'subscription { roomEvents(room: "harbour") { __typename ... on MessagePosted { message { text } } } }',
  );
  await events.nextWhere(({ __typename }) => __typename === 'RoomOpened');
  await post(ann, { room: 'harbour', text: 'through containers' });
  const { message } = await events.nextWhere(({ __typename }) => __typename === 'MessagePosted');
  check('a message goes from one person to the other', message?.text === 'through containers');
  const texts = (await history(bob, 'harbour')).map(({ text }) => text);
  check('and is in the history', texts.join() === 'through containers');
  check('the web app is served', (await (await fetch(url)).text()).includes('id="app"'));
  await Promise.all([ann.close(), bob.close()]);
}

function checkContainer(name: string): void {
  const id = compose('ps', '-q', name).trim();
  const [inspected] = JSON.parse(run(['docker', 'inspect', id], { quiet: true }));
  const { User: user } = inspected.Config;
  const { ReadonlyRootfs: readOnly, CapDrop: dropped } = inspected.HostConfig;
  check(
    `${name} runs as ${user}, on a root it cannot write to, without capabilities`,
    user === '10001:10001' && readOnly && dropped.includes('ALL'),
  );
  const development =
    spawnSync('docker', ['exec', id, 'ls', 'node_modules/typescript', 'node_modules/jest']).status === 0;
  check(`${name} holds no development dependencies`, !development);
}

try {
  build();
  compose('up', '-d', '--no-build');
  const url = `http://127.0.0.1:${port}`;
  check('everything is ready', await isReady(url));
  await chat(url);
  for (const name of WORKLOADS) checkContainer(name);
  const verified = compose('run', '--rm', 'tools', 'verify');
  check(
    'the tools find every projection equal to its log',
    ['auth', 'rooms', 'messages'].every((name) => verified.includes(`${name}: ok`)),
  );
  compose('stop', 'messages');
  const code = run(['docker', 'inspect', '-f', '{{.State.ExitCode}}', compose('ps', '-q', 'messages').trim()], {
    quiet: true,
  });
  check('SIGTERM ends a service in order', code.trim() === '0');
} catch (error) {
  console.error((error as Error).message);
  console.error(compose('logs', '--tail', '30').slice(-8_000));
  process.exitCode = 1;
} finally {
  compose('down', '-v', '--remove-orphans');
}
process.exit();
