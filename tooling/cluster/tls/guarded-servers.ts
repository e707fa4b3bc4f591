import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type MongoClientOptions } from 'mongodb';
import { freePort } from '../../backends/free-port.ts';
import { NATS_CONF, natsPasswords, newNatsUsers } from '../../backends/nats-users.ts';
import { initiateReplicaSet, REPLICA_SET } from '../../backends/replica-set.ts';
import type { Backends } from '../../backends/start-backends.ts';
import { type Child, createChild } from '../../child.ts';
import { findExecutable } from '../../find-executable.ts';
import { ROOT } from '../../run.ts';
import { type Certificates, makeCertificates } from './certificates.ts';

/** MongoDB, NATS and Redis as in production: they speak TLS alone, and ask everybody who they are. */
export interface GuardedServers {
  backends: Backends;
  /** PEM file of who vouches for them. */
  authority: string;
  /** The address with the credentials of a service, which owns its own database and no other. */
  mongodbUrl(service: string): string;
}

const HOST = '127.0.0.1';
const STORES = ['auth', 'rooms', 'messages'];
const DATABASES = 'confab';

interface MongoPlace extends Certificates {
  port: number;
  /** What members of the set know each other by. */
  memberKey: string;
}

interface Server {
  name: string;
  file: string;
  args: readonly string[];
  ready: RegExp;
  env?: NodeJS.ProcessEnv;
}

/** Starts them from binaries on free ports, with certificates of their own. */
export async function startGuardedServers(): Promise<GuardedServers> {
  const folder = mkdtempSync(join(tmpdir(), 'confab-guarded-'));
  const children: Child[] = [];
  const stop = async () => {
    await Promise.all(children.map((child) => child.kill()));
    rmSync(folder, { recursive: true, force: true });
  };
  const start = async ({ name, file, args, ready, env = {} }: Server) => {
    const binary = findExecutable(file, [process.env.CONFAB_BACKENDS_BIN ?? '', join(ROOT, '../shared/bin')]);
    if (binary === undefined) throw new Error(`no ${file} on this machine`);
    const child = createChild({ name, command: [binary, ...args], env: { PATH: process.env.PATH, ...env }, ready });
    children.push(child);
    await child.start();
  };
  try {
    const certificates = makeCertificates(folder);
    const [mongo, nats, redis] = [await freePort(), await freePort(), await freePort()];
    const natsUsers = newNatsUsers();
    const password = randomBytes(12).toString('hex');
    const mongoPlace = { ...certificates, port: mongo, memberKey: randomBytes(96).toString('base64') };
    await Promise.all([
      start(mongod(folder, mongoPlace)),
      start({ ...natsServer(nats, certificates), env: natsPasswords(natsUsers) }),
      start(redisServer(folder, { port: redis, password, ...certificates })),
    ]);
    await createMongoUsers(mongoPlace, password);
    const mongodbUrl = (service: string) =>
      `mongodb://${service}:${password}@${HOST}:${mongo}/?replicaSet=${REPLICA_SET}&authSource=admin`;
    const urls = {
      mongodbUrl: '',
      natsUrl: `tls://${HOST}:${nats}`,
      redisUrl: `rediss://:${password}@${HOST}:${redis}`,
    };
    return {
      backends: { ...urls, sources: {}, natsUsers, processes: [], stop },
      authority: certificates.authority,
      mongodbUrl,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function mongod(folder: string, { port, memberKey, authority, both }: MongoPlace): Server {
  const keyFile = join(folder, 'members.key');
  writeFileSync(keyFile, memberKey, { mode: 0o400 });
  const guarded = ['--keyFile', keyFile, '--tlsMode', 'requireTLS', '--tlsCertificateKeyFile', both];
  const clients = ['--tlsCAFile', authority, '--tlsAllowConnectionsWithoutCertificates'];
  const place = ['--replSet', REPLICA_SET, '--bind_ip', HOST, '--port', String(port), '--dbpath', folder];
  const args = [...place, ...guarded, ...clients, '--nounixsocket', '--wiredTigerCacheSizeGB', '0.25'];
  return { name: 'mongod', file: 'mongod', args, ready: /Waiting for connections/ };
}

/** As `deploy/components/mongodb/initiate.yaml` does it: before there are users it comes as a member does, whose password is the key file. */
async function createMongoUsers({ port, memberKey, authority }: MongoPlace, password: string): Promise<void> {
  const options: MongoClientOptions = {
    ...{ tls: true, tlsCAFile: authority, authSource: 'local' },
    auth: { username: '__system', password: memberKey },
  };
  await initiateReplicaSet([port], options);
  const client = new MongoClient(`mongodb://${HOST}:${port}/?replicaSet=${REPLICA_SET}`, options);
  const create = (user: string, stores: readonly string[]) => {
    const roles = stores.map((service) => ({ role: 'dbOwner', db: `${DATABASES}_${service}` }));
    return client.db('admin').command({ createUser: user, pwd: password, roles });
  };
  try {
    for (const service of STORES) await create(service, [service]);
    await create('tools', STORES);
  } finally {
    await client.close();
  }
}

function natsServer(port: number, { certificate, key }: Certificates): Server {
  const tls = ['--tls', '--tlscert', certificate, '--tlskey', key];
  const args = ['-c', NATS_CONF, '-a', HOST, '-p', String(port), ...tls];
  return { name: 'nats', file: 'nats-server', args, ready: /Server is ready/ };
}

function redisServer(
  folder: string,
  { port, password, authority, certificate, key }: { port: number; password: string } & Certificates,
): Server {
  const tls = ['--tls-port', String(port), '--tls-cert-file', certificate, '--tls-key-file', key];
  const clients = ['--tls-ca-cert-file', authority, '--tls-auth-clients', 'no', '--requirepass', password];
  const keepNothing = ['--save', '', '--appendonly', 'no', '--dir', folder];
  const args = ['--bind', HOST, '--port', '0', ...tls, ...clients, ...keepNothing];
  return { name: 'redis', file: 'redis-server', args, ready: /[Rr]eady to accept connections/ };
}
