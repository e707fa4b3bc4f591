import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Runs a load generator as a process of its own: what it is told goes into its standard input, what it has measured comes out, both as JSON. */
export async function generate<Result>(
  script: string,
  options: object,
  prefix: readonly string[] = [],
): Promise<Result> {
  const [file = process.execPath, ...args] = [...prefix, process.execPath, script];
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const takeAlong = () => child.kill('SIGKILL');
  process.once('exit', takeAlong);
  child.stdin.end(JSON.stringify(options));
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
  process.off('exit', takeAlong);
  if (child.exitCode !== 0) throw new Error(`the load generator ended with ${child.exitCode ?? child.signalCode}`);
  return JSON.parse(output) as Result;
}

/** The other side of `generate`: what a load generator does when it is run. */
export async function answer<Options, Result>(run: (options: Options) => Promise<Result>): Promise<void> {
  const options = JSON.parse(await text(process.stdin)) as Options;
  console.log(JSON.stringify(await run(options)));
  process.exit(0);
}
