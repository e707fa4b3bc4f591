import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** A server under load, as a process of its own. */
export interface BenchServer {
  url: string;
  pid: number;
  stop(): Promise<unknown>;
}

/** Starts one of the peers and resolves once it listens. */
export function startPeer(name: 'bare-ws' | 'stock-graphql-ws', prefix: readonly string[]): Promise<BenchServer> {
  const [file = process.execPath, ...args] = [
    ...prefix,
    process.execPath,
    join(import.meta.dirname, 'peers', `${name}.ts`),
  ];
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
    child.stdout.setEncoding('utf8').on('data', (line: string) => {
      const [, url] = /ready at (\S+)/.exec(line) ?? [];
      if (url === undefined) return;
      resolve({
        url,
        pid: child.pid as number,
        stop: () =>
          new Promise((stopped) => {
            child.once('exit', stopped);
            child.kill();
          }),
      });
    });
  });
}
