import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diesWithUs } from './dies-with-us.ts';
import { ROOT } from './run.ts';
import { markOfRun } from './test-run/mark.ts';

const MAIN = join(ROOT, 'services/standalone/dist/main.js');
/** Node's flags are those of `npm start`: what is measured and tested is what runs. */
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };
const [, FLAGS = ''] = / node ((?:--\S+ )*)/.exec(scripts.start) ?? [];
const FIRST_INVITATION = /first administrator makes their account at (\S+)/;
const READY = /Confab is ready at (\S+)/;

export interface ProductOptions {
  dataDir: string;
  /** 0, the default, lets the system choose. */
  port?: number;
  /** Further variables, on top of: no rate limits, only errors logged. Those of this process are not passed on, besides PATH and TZ. */
  env?: Record<string, string>;
  /** What runs the process, such as `['taskset', '-c', '0']`. */
  prefix?: readonly string[];
  readyWithinMs?: number;
}

/** The built product as a process of its own. */
export interface Product {
  url: string;
  pid: number;
  /** The link of the first account, where the start printed one. */
  firstInvitation: string | undefined;
  /** What it printed so far. */
  output(): string;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves once it is gone. */
  kill(): Promise<void>;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Starts the built product and resolves once it serves. Rejects with what it printed where it does not come up. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const { child, stdout, stderr } = spawnProduct(options);
  const output = () => stdout() + stderr();
  const url = await new Promise<string>((resolve, reject) => {
    const { readyWithinMs = 30_000 } = options;
    const timer = setTimeout(() => fail(`did not come up within ${readyWithinMs} ms`), readyWithinMs);
    const onExit = () => fail('ended before it was ready');
    function fail(what: string): void {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`the product ${what}:\n${output()}`));
    }
    child.once('close', onExit);
    child.stdout.on('data', () => {
      const [, found] = READY.exec(stdout()) ?? [];
      if (found === undefined) return;
      clearTimeout(timer);
      child.off('close', onExit);
      resolve(found);
    });
  });
  return {
    url,
    pid: child.pid as number,
    firstInvitation: FIRST_INVITATION.exec(stdout())?.[1],
    output,
    async stop() {
      await end(child, 'SIGTERM');
      return child.exitCode;
    },
    kill: () => end(child, 'SIGKILL'),
  };
}

/** Runs the built product until it ends by itself, as it does where it cannot start. */
export async function runProduct(options: ProductOptions): Promise<Exit> {
  const { child, stdout, stderr } = spawnProduct(options);
  const timer = setTimeout(() => child.kill('SIGKILL'), options.readyWithinMs ?? 30_000);
  await once(child, 'close');
  clearTimeout(timer);
  return { code: child.exitCode, signal: child.signalCode, stdout: stdout(), stderr: stderr() };
}

function spawnProduct({ dataDir, port = 0, env = {}, prefix = [] }: ProductOptions) {
  const [file = process.execPath, ...args] = [...prefix, process.execPath, ...FLAGS.split(' ').filter(Boolean), MAIN];
  const child = spawn(...diesWithUs(file, args), {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      TZ: process.env.TZ,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      CONFAB_DATA: dataDir,
      CONFAB_RATE_LIMIT: 'off',
      LOG_LEVEL: 'error',
      ...env,
      ...markOfRun(),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, stdout: collect(child.stdout), stderr: collect(child.stderr) };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
}
