import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { diesWithUs } from './dies-with-us.ts';
import { markOfRun } from './test-run/mark.ts';

/** What is kept of a child's output: its end. */
const MAX_OUTPUT = 512 * 1024;
const START_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 25_000;

/** Children that run. */
const takenAlong = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of takenAlong) child.kill('SIGKILL');
});

export interface ChildOptions {
  /** For messages. */
  name: string;
  command: readonly [string, ...string[]];
  /** The whole environment of the child. */
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** What it prints once it serves. */
  ready: RegExp;
  startWithinMs?: number;
  /** Sees whatever it prints. */
  onOutput?(text: string): void;
  /** It ended though nobody here had asked for that. */
  onLost?(): void;
}

/** A program of ours that can be started again after it ended. It never outlives this process, however that ends (Linux: also not a SIGKILL of it). */
export interface Child {
  readonly name: string;
  /** Of the present run; undefined while there is none. */
  readonly pid: number | undefined;
  /** The last 512 KB of what all runs printed on both streams. */
  output(): string;
  /** Starts it and resolves with what `ready` matched. Rejects, with the output, where it ends before or is not ready in time. Not while it runs. */
  start(changes?: { env?: NodeJS.ProcessEnv }): Promise<RegExpExecArray>;
  /** Sends a signal, SIGSTOP and SIGCONT for example, and waits for nothing. */
  signal(signal: NodeJS.Signals): void;
  /** SIGKILL. Resolves once it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and SIGKILL where that took more than 25 s. Resolves with the exit code; null where a signal ended it. */
  stop(): Promise<number | null>;
}

export function createChild(options: ChildOptions): Child {
  const { name, env, cwd, ready, startWithinMs = START_WITHIN_MS } = options;
  const [file, ...args] = options.command;
  let current: ChildProcess | undefined;
  let text = '';
  let ending = false;

  const running = () => current !== undefined && current.exitCode === null && current.signalCode === null;

  const launch = (changes: NodeJS.ProcessEnv): ChildProcess => {
    if (running()) throw new Error(`${name} runs already`);
    // Detached: Ctrl-C in the terminal reaches this process alone, which then ends its children in order.
    const child = spawn(...diesWithUs(file, args), {
      env: { ...env, ...changes, ...markOfRun() },
      ...(cwd === undefined ? {} : { cwd }),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text = (text + chunk).slice(-MAX_OUTPUT);
        options.onOutput?.(chunk);
      });
    }
    takenAlong.add(child);
    child.once('close', () => {
      takenAlong.delete(child);
      if (current === child && !ending) options.onLost?.();
    });
    return child;
  };

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const child = current;
    if (child === undefined) return null;
    if (running()) {
      ending = true;
      const closed = once(child, 'close');
      child.kill(signal);
      if (signal === 'SIGTERM') child.kill('SIGCONT');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await closed;
      clearTimeout(late);
    }
    return child.exitCode;
  };

  return {
    name,
    get pid() {
      return running() ? current?.pid : undefined;
    },
    output: () => text,
    async start(changes = {}) {
      const before = text;
      text = '';
      const child = launch(changes.env ?? {});
      ending = false;
      current = child;
      try {
        const found = await isReady(child, { name, ready, startWithinMs, output: () => text });
        letGo(child);
        return found;
      } catch (error) {
        await end('SIGKILL');
        throw error;
      } finally {
        text = (before + text).slice(-MAX_OUTPUT);
      }
    },
    signal: (signal) => void current?.kill(signal),
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

/** A child that serves keeps nobody from ending. */
function letGo(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdout, child.stderr]) (stream as Socket | null)?.unref();
}

function isReady(
  child: ChildProcess,
  options: { name: string; ready: RegExp; startWithinMs: number; output(): string },
): Promise<RegExpExecArray> {
  const { name, ready, startWithinMs, output } = options;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(`was not ready within ${startWithinMs} ms`), startWithinMs);
    const onEnd = () => settle('ended before it was ready');
    const onError = (error: Error) => settle(`could not be started: ${error.message}`);
    const onData = () => {
      const found = ready.exec(output());
      if (found) settle(found);
    };
    function settle(outcome: RegExpExecArray | string): void {
      clearTimeout(timer);
      child.off('close', onEnd).off('error', onError);
      child.stdout?.off('data', onData);
      child.stderr?.off('data', onData);
      if (typeof outcome === 'string') reject(new Error(`${name} ${outcome}:\n${output().slice(-4_000)}`));
      else resolve(outcome);
    }
    child.once('close', onEnd).once('error', onError);
    child.stdout?.on('data', onData);
    child.stderr?.on('data', onData);
  });
}
