import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BackendProcess } from '../../backends/port.ts';
import { type Backends, startBackends } from '../../backends/start-backends.ts';
import type { Child } from '../../child.ts';
import { type ProcessPlace, SERVICES } from '../../cluster/cluster-process.ts';
import { type Cluster, startCluster } from '../../cluster/start-cluster.ts';
import type { FaultTargets } from '../fault.ts';
import { createLinks, type Links } from './links.ts';
import { createMongoSet, type MongoSet } from './mongo-set.ts';

const REPLICAS = 2;
const CLOCK_SHIFT = pathToFileURL(join(import.meta.dirname, '../clock-shift.mjs')).href;
const ENVIRONMENT = {
  LOG_LEVEL: 'info',
  CONFAB_RATE_LIMIT: 'off',
  CONFAB_ARGON2_MEMORY_KIB: '8',
  CONFAB_ARGON2_PASSES: '1',
};

/** A whole cluster on this machine in which every process and every link can be made to fail. */
export interface Testbed {
  /** Gateways, as clients reach them: through `clients~gateway-…`. */
  readonly urls: readonly string[];
  readonly mongodbUrl: string;
  readonly mongo: MongoSet;
  readonly links: Links;
  readonly targets: FaultTargets;
  /** A process by its name: `rooms-1`, `mongo-0`, `nats`. */
  process(name: string): Child;
  /** Names of the members of MongoDB. */
  readonly members: readonly string[];
  /** Sets the wall clock of a service's process off by so much; 0: right again. */
  shiftClock(process: string, offsetMs: number): void;
  /** Names of processes that ended by themselves. */
  readonly lost: readonly string[];
  /** Names of the processes that do not say that they are ready. */
  unready(): Promise<string[]>;
  /** Ends everything. What the processes printed lies in the folder from then on. */
  stop(): Promise<void>;
}

/**
 * Two gateways, two replicas of each service, MongoDB with three members, NATS, Redis; `folder` gets the output of each. Proxies stand between each
 * service and NATS, each service and Redis, clients and each gateway, and before each member of MongoDB: drivers take the addresses of members from
 * the set's configuration, so those are the proxies' own, and who calls is told from the connection's `appName`.
 */
export async function startTestbed(folder: string): Promise<Testbed> {
  mkdirSync(folder, { recursive: true });
  const links = createLinks();
  const lost: string[] = [];
  let backends: Backends | undefined;
  let cluster: Cluster | undefined;

  const stop = async () => {
    links.mendAll();
    for (const process of backends?.processes ?? []) process.signal('SIGCONT');
    await cluster?.stop();
    for (const process of backends?.processes ?? [])
      writeFileSync(join(folder, `${process.name}.log`), process.output());
    await backends?.stop();
    await links.close();
  };
  try {
    backends = await startBackends({ mongoMembers: 3, prefer: 'binaries' });
    const ofMongo = backends.processes.filter(({ kind }) => kind === 'mongo');
    const one = (kind: string) => backends?.processes.find((each) => each.kind === kind) as BackendProcess;
    const mongo = createMongoSet(ofMongo);
    const callers = SERVICES.flatMap((service) => Array.from({ length: REPLICAS }, (_, i) => `${service}-${i}`));
    const storing = callers.filter((name) => !name.startsWith('gateway'));
    const doors = [];
    for (const { name, port } of ofMongo) doors.push(await links.openMember(name, { port, callers: storing }));
    const hosts = doors.map(({ port }) => `127.0.0.1:${port}`);
    await mongo.rename(hosts);
    const mongodbUrl = `mongodb://${hosts.join(',')}/?replicaSet=rs0`;

    const environments = new Map<string, Record<string, string>>();
    for (const name of callers) {
      const nats = await links.open(`${name}~nats`, one('nats').port);
      const redis = await links.open(`${name}~redis`, one('redis').port);
      environments.set(name, {
        MONGODB_URL: `${mongodbUrl}&appName=${name}`,
        NATS_URL: `nats://127.0.0.1:${nats.port}`,
        REDIS_URL: `redis://127.0.0.1:${redis.port}`,
        NODE_OPTIONS: `--import ${CLOCK_SHIFT}`,
        CONFAB_CLOCK_SHIFT_FILE: join(folder, `${name}.clock`),
      });
    }
    cluster = await startCluster({
      backends,
      env: ENVIRONMENT,
      envOf: ({ name }: ProcessPlace) => environments.get(name) ?? {},
      onOutput: ({ name }, text) => appendFileSync(join(folder, `${name}.log`), text),
      onLost: ({ name }) => void lost.push(name),
    });
    const urls: string[] = [];
    for (const { name, url } of cluster.of('gateway')) {
      const { port } = await links.open(`clients~${name}`, Number(new URL(url as string).port));
      urls.push(`http://127.0.0.1:${port}`);
    }
    const processes: Child[] = [...cluster.processes, ...backends.processes];
    const { processes: services } = cluster;
    return {
      ...{ urls, mongodbUrl, mongo, links, lost, stop },
      members: ofMongo.map(({ name }) => name),
      targets: {
        services: Object.fromEntries(SERVICES.map((name) => [name, callers.filter((each) => each.startsWith(name))])),
        links: groupLinks(links.names()),
      },
      process(name) {
        const found = processes.find((each) => each.name === name);
        if (!found) throw new Error(`there is no process ${name}`);
        return found;
      },
      shiftClock(process, offsetMs) {
        const file = join(folder, `${process}.clock`);
        if (offsetMs === 0) rmSync(file, { force: true });
        else writeFileSync(file, String(offsetMs));
      },
      async unready() {
        const answers = services.map(async (each) => ((await each.isReady()) ? [] : [each.name]));
        return (await Promise.all(answers)).flat();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** By what they join, so that a schedule gives each sort the same chance: `rooms~nats`, `clients~gateway`, `mongo~all`. */
function groupLinks(names: readonly string[]): Record<string, string[]> {
  return Object.groupBy(names, (name) => {
    const [from = '', to = ''] = name.replaceAll(/-\d/g, '').split('~');
    return ['clients', 'mongo'].includes(from) ? `${from}~${to}` : `service~${to}`;
  }) as Record<string, string[]>;
}
