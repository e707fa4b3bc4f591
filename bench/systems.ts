import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Product, startProduct } from '../tooling/product.ts';
import type { System } from './case.ts';
import type { DialectName } from './load/dialect.ts';

/** A server under load, as a process of its own. */
export interface BenchServer {
  /** Of its WebSocket. */
  socketUrl: string;
  pid: number;
  stop(): Promise<unknown>;
}

export type Peer = Exclude<System, 'confab'>;

const PEERS: Record<Peer, { file: string; path: string }> = {
  'stock graphql-ws': { file: 'stock-graphql-ws', path: '/graphql' },
  'Socket.IO': { file: 'socket-io', path: '/socket.io/?EIO=4&transport=websocket' },
  'bare ws': { file: 'bare-ws', path: '/' },
};

/** How each is spoken to. */
export const DIALECT_OF: Record<System, DialectName> = {
  confab: 'confab',
  'stock graphql-ws': 'stock',
  'Socket.IO': 'socketIo',
  'bare ws': 'bare',
};

/** Rate limits are off (`startProduct`), and with them those on sockets: all of the load comes from one address. */
const CONFAB_ENVIRONMENT = { CONFAB_DRAIN_MS: '200' };

/** The built product on a data folder. */
export async function startConfab(
  dataDir: string,
  prefix: readonly string[],
  env: Record<string, string> = {},
): Promise<BenchServer & Product> {
  const product = await startProduct({
    dataDir,
    prefix,
    env: { ...CONFAB_ENVIRONMENT, ...env },
    readyWithinMs: 120_000,
  });
  return { ...product, socketUrl: `${product.url}/graphql` };
}

/** One of the peers; resolves once it listens. */
export function startPeer(peer: Peer, prefix: readonly string[]): Promise<BenchServer> {
  const { file: name, path } = PEERS[peer];
  const script = join(import.meta.dirname, 'peers', `${name}.ts`);
  const [file = process.execPath, ...args] = [...prefix, process.execPath, script];
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const takeAlong = () => child.kill('SIGKILL');
  process.once('exit', takeAlong);
  child.once('exit', () => process.off('exit', takeAlong));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${peer} ended with ${code}`)));
    child.stdout.setEncoding('utf8').on('data', (line: string) => {
      const [, url] = /ready at (\S+)/.exec(line) ?? [];
      if (url === undefined) return;
      resolve({
        socketUrl: url + path,
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
