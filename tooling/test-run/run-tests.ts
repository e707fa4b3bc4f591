import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { diesWithUs } from '../dies-with-us.ts';
import { isAlive } from '../is-alive.ts';
import { ROOT, toolEnvironment } from '../run.ts';
import { LEFT_OUT_FILE, linesOf, readLeftOut } from './left-out.ts';
import { type LeftProcess, markOfRun, processesOfRun } from './mark.ts';

const PREFIX = 'confab-run-';
/** With the id of the process that made it. */
const FOLDER = new RegExp(`^${PREFIX}(\\d+)-`);
const OPTIONS = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
/** Every thread of a store loads its sources, and strips them of their types: three quarters of what its start costs. */
const COMPILED = join(ROOT, 'node_modules/.cache/node-compile');
/** What a suite has asked to end gets this long. */
const ENDS_WITHIN_MS = 5_000;

/**
 * Runs jest, and leaves nothing behind: whatever the run writes for a time lies in one folder, which is removed, and a process that outlives it is named,
 * ended, and makes the run fail. After jest's summary it says what was left out. Resolves with the exit code.
 */
export async function runTests(args: readonly string[]): Promise<number> {
  removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const leftOut = join(folder, 'left-out.json');
  const run = { ...markOfRun(folder), [LEFT_OUT_FILE]: leftOut, TMPDIR: folder };
  const code = await runJest(args, {
    ...toolEnvironment(),
    NODE_OPTIONS: OPTIONS,
    NODE_COMPILE_CACHE: COMPILED,
    ...run,
  });
  const remaining = await processesAfter(folder);
  for (const { pid } of remaining) process.kill(pid, 'SIGKILL');
  const lines = [
    ...linesOf(readLeftOut(leftOut)),
    ...remaining.map(({ pid, command }) => `Left running, and ended now: process ${pid}, ${command}`),
  ];
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  for (const line of lines) console.error(line);
  return remaining.length > 0 ? 1 : code;
}

/** jest ends with this process. Ctrl-C reaches it too, and it ends first; other signals are handed on. */
async function runJest(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const command = diesWithUs('node', ['node_modules/jest/bin/jest.js', '--ci', '--showSeed', ...args]);
  const child = spawn(...command, { cwd: ROOT, env, stdio: 'inherit' });
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}

/** What runs still after the time that ending takes. */
async function processesAfter(run: string): Promise<LeftProcess[]> {
  const end = performance.now() + ENDS_WITHIN_MS;
  while (performance.now() < end && processesOfRun(run).length > 0) await setTimeout(50);
  return processesOfRun(run);
}

/** Folders of runs that were killed, and could not remove them. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = FOLDER.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
