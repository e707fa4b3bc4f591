import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a load generator as a process of its own: what it is told goes in as its only argument, what it has measured comes back as JSON. */
export async function generate<Result>(
  script: string,
  options: object,
  prefix: readonly string[] = [],
): Promise<Result> {
  const [file = process.execPath, ...args] = [...prefix, process.execPath, script, JSON.stringify(options)];
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(`the load generator ended with ${child.exitCode ?? child.signalCode}`);
  return JSON.parse(output) as Result;
}
