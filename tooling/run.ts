import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** The repository's root. */
export const ROOT = join(import.meta.dirname, '..');

/** The environment in which the workspace's own commands, and its Node, come first. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}` };
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  /** Keeps the output instead of showing it. */
  quiet?: boolean;
}

/** Runs a command at the root. Resolves with its exit code (1 where a signal ended it) and, if quiet, what it printed. */
export function run(command: readonly string[], options: RunOptions = {}): Promise<{ code: number; output: string }> {
  const [file, ...args] = command;
  if (file === undefined) throw new Error('no command');
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      env: { ...toolEnvironment(), ...options.env },
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Builds whatever is stale. The build's output is shown where it fails. */
export async function build(): Promise<void> {
  const { code } = await run(['turbo', 'run', 'build', '--output-logs=errors-only', '--log-order=stream']);
  if (code !== 0) process.exit(code);
}
