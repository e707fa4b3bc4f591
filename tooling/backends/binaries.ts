import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChild } from '../child.ts';
import { findExecutable } from '../find-executable.ts';
import { ROOT } from '../run.ts';
import { freePort } from './free-port.ts';
import { NATS_CONF, natsPasswords } from './nats-users.ts';
import type { Backend, BackendKind, BackendProcess, BackendProvider, BackendRequest } from './port.ts';
import { initiateReplicaSet, REPLICA_SET, replicaSetUrl } from './replica-set.ts';

const HOST = '127.0.0.1';

/** Folders that are looked into before the PATH. */
function folders(): string[] {
  const named = process.env.CONFAB_BACKENDS_BIN;
  return [...(named === undefined || named === '' ? [] : [named]), join(ROOT, '../shared/bin')];
}

/** Servers as child processes on free ports of 127.0.0.1, with data in a temporary folder. */
export const binaries: BackendProvider = {
  source: 'binaries',
  async start(kind, request) {
    const file = findExecutable({ mongo: 'mongod', nats: 'nats-server', redis: 'redis-server' }[kind], folders());
    return file === undefined ? undefined : START[kind](file, request);
  },
};

const START: Record<BackendKind, (file: string, request: BackendRequest) => Promise<Backend>> = {
  async mongo(file, { mongoMembers }) {
    const data = temporaryFolder();
    const ports = await Promise.all(Array.from({ length: mongoMembers }, freePort));
    const processes = ports.map((port, member) => {
      const dbPath = join(data.path, `member-${member}`);
      return processOf('mongo', port, {
        name: `mongo-${member}`,
        command: [
          '/bin/sh',
          '-c',
          `mkdir -p "$0" && exec "$@"`,
          dbPath,
          file,
          ...mongodArguments(port, dbPath, mongoMembers),
        ],
        ready: /Waiting for connections/,
      });
    });
    return started(processes, { data, url: replicaSetUrl(ports), prepare: () => initiateReplicaSet(ports) });
  },

  async nats(file, { natsUsers }) {
    const port = await freePort();
    const server = processOf('nats', port, {
      name: 'nats',
      command: [file, ...(natsUsers ? ['-c', NATS_CONF] : []), '-a', HOST, '-p', String(port)],
      env: natsUsers ? natsPasswords(natsUsers) : {},
      ready: /Server is ready/,
    });
    return started([server], { url: `nats://${HOST}:${port}` });
  },

  async redis(file) {
    const data = temporaryFolder();
    const port = await freePort();
    const keepNothing = ['--save', '', '--appendonly', 'no', '--dir', data.path];
    const server = processOf('redis', port, {
      name: 'redis',
      command: [file, '--bind', HOST, '--port', String(port), ...keepNothing],
      ready: /[Rr]eady to accept connections/,
    });
    return started([server], { data, url: `redis://${HOST}:${port}` });
  },
};

function mongodArguments(port: number, dbPath: string, members: number): string[] {
  const cacheGb = members > 1 ? '0.25' : '0.5';
  return [
    ...['--replSet', REPLICA_SET, '--bind_ip', HOST, '--port', String(port), '--dbpath', dbPath],
    ...['--wiredTigerCacheSizeGB', cacheGb, '--nounixsocket', '--oplogSize', '512'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
  ];
}

type ProcessOptions = Pick<Parameters<typeof createChild>[0], 'name' | 'command' | 'ready'> & { env?: object };

function processOf(kind: BackendKind, port: number, { env = {}, ...options }: ProcessOptions): BackendProcess {
  const child = createChild({ ...options, env: { PATH: process.env.PATH, ...env } });
  return Object.defineProperties(child as BackendProcess, { kind: { value: kind }, port: { value: port } });
}

interface Starting {
  url: string;
  data?: { remove(): void };
  /** What is done once all of them run. */
  prepare?(): Promise<void>;
}

async function started(processes: BackendProcess[], { url, data, prepare }: Starting): Promise<Backend> {
  const stop = async () => {
    // Data go with the server: nothing in them is worth an orderly end.
    await Promise.all(processes.map((process) => process.kill()));
    data?.remove();
  };
  try {
    await Promise.all(processes.map((process) => process.start()));
    await prepare?.();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, processes, stop };
}

function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'confab-backends-'));
  const remove = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    path,
    remove() {
      process.off('exit', remove);
      remove();
    },
  };
}
