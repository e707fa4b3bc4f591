import { join } from 'node:path';
import { type Backends, startBackends } from '../tooling/backends/start-backends.ts';
import { SERVICES, type ServiceName } from '../tooling/cluster/cluster-process.ts';
import { type Cluster, startCluster } from '../tooling/cluster/start-cluster.ts';
import { prepareRooms } from './confab.ts';
import { generate } from './generate.ts';
import type { ThroughputOptions, ThroughputResult } from './load/throughput.ts';

export interface ClusterCase {
  name: string;
  processes: Record<ServiceName, number>;
  rooms: number;
  senders: number;
  /** Messages under way of one sender. */
  window: number;
  /** Messages a second of all senders; absent: as many as go. */
  rate?: number;
}

const ONE: ClusterCase['processes'] = { auth: 1, rooms: 1, messages: 1, gateway: 1 };
const TWO: ClusterCase['processes'] = { auth: 1, rooms: 2, messages: 2, gateway: 2 };

/** All on one machine: MongoDB of one member, NATS, Redis, the services and the load. */
export const CLUSTER_CASES: readonly ClusterCase[] = [
  { name: '100 messages/s into one room', processes: ONE, rooms: 1, senders: 4, window: 64, rate: 100 },
  { name: 'one room, all that goes', processes: ONE, rooms: 1, senders: 20, window: 16 },
  { name: 'twenty rooms, all that goes', processes: ONE, rooms: 20, senders: 40, window: 32 },
  { name: 'twenty rooms, two of each', processes: TWO, rooms: 20, senders: 40, window: 32 },
];

const USERS = 10;
/** The processes are fresh: their code is compiled while it runs. */
const TIMES = { warmupMs: 6_000, measureMs: 8_000 };
const ENVIRONMENT = { CONFAB_RATE_LIMIT: 'off', LOG_LEVEL: 'error', CONFAB_DRAIN_MS: '200' };

/** Runs the cases one after another, each on fresh processes and databases; every message is in the journal of the set before it is acknowledged. */
export async function clusterBench(
  progress: (line: string) => void,
): Promise<{ case: ClusterCase; result: ThroughputResult }[]> {
  const backends = await startBackends({ prefer: 'binaries' });
  const results: { case: ClusterCase; result: ThroughputResult }[] = [];
  try {
    for (const [index, one] of CLUSTER_CASES.entries()) {
      const result = await measure(one, { backends, databasePrefix: `bench${index}` });
      progress(`${one.name}: ${Math.round(result.messagesPerSecond)} messages/s`);
      results.push({ case: one, result });
    }
  } finally {
    await backends.stop();
  }
  return results;
}

async function measure(
  { processes, rooms: count, senders, window, rate }: ClusterCase,
  place: { backends: Backends; databasePrefix: string },
): Promise<ThroughputResult> {
  const cluster = await startCluster({ ...place, processes, env: ENVIRONMENT });
  try {
    const rooms = Array.from({ length: count }, (_, i) => `room-${i}`);
    const tokens = await prepareRooms(cluster.url, { users: USERS, rooms });
    const options: ThroughputOptions = {
      ...TIMES,
      ...{ tokens, rooms, senders, window },
      ...(rate === undefined ? {} : { rate }),
      urls: cluster.of('gateway').map(({ url }) => url as string),
      processes: pidsOf(cluster, place.backends),
    };
    return await generate<ThroughputResult>(join(import.meta.dirname, 'load/throughput.ts'), options);
  } finally {
    await cluster.stop();
  }
}

function pidsOf(cluster: Cluster, backends: Backends): Record<string, number[]> {
  const pids = (all: readonly { pid: number | undefined }[]) => all.flatMap(({ pid }) => pid ?? []);
  return {
    ...Object.fromEntries(SERVICES.map((service) => [service, pids(cluster.of(service))])),
    mongo: pids(backends.processes.filter(({ kind }) => kind === 'mongo')),
    nats: pids(backends.processes.filter(({ kind }) => kind === 'nats')),
  };
}
