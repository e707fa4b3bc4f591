import { readFileSync } from 'node:fs';
import { TestEnvironment } from 'jest-environment-node';

const LOOK_MS = 250;

// A worker of jest ends with the process that has started it, whatever the suite at hand still waits for. Only here is `process` the worker's own.
// A listener for `disconnect` would keep a worker alive that has nothing left to do, until jest kills it.
if (process.connected) {
  setInterval(() => {
    if (!process.connected) process.exit(1);
  }, LOOK_MS).unref();
}

/** Where a suite runs: what it has started and not ended, because its set-up threw or a test ran out of time, ends with it. */
export default class SuiteEnvironment extends TestEnvironment {
  #older = new Set<number>();

  override async setup(): Promise<void> {
    await super.setup();
    this.#older = new Set(children());
  }

  override async teardown(): Promise<void> {
    for (const pid of children()) if (!this.#older.has(pid)) process.kill(pid, 'SIGKILL');
    await super.teardown();
  }
}

/** Process ids of what this process has started. None where Linux does not tell. */
function children(): number[] {
  try {
    const text = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
