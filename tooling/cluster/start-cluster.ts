import { freePort } from '../backends/free-port.ts';
import type { Backends } from '../backends/start-backends.ts';
import {
  type ClusterProcess,
  createClusterProcess,
  type ProcessPlace,
  SERVICES,
  type ServiceName,
} from './cluster-process.ts';
import { type FrontDoor, openFrontDoor } from './front-door.ts';

export interface ClusterOptions {
  /** They stay the caller's. */
  backends: Backends;
  /** Processes of each service; two of each by default. */
  processes?: Partial<Record<ServiceName, number>>;
  /** Of the one port before the gateways; 0, the default, lets the system choose. */
  port?: number;
  /** Of the databases' names: clusters that share a MongoDB differ in it. They cannot share a NATS. */
  databasePrefix?: string;
  /** Variables of every process. */
  env?: Record<string, string>;
  /** Variables of one process, on top: a `MONGODB_URL` that leads through a proxy, for one. */
  envOf?(place: ProcessPlace): Record<string, string>;
  onOutput?(place: ProcessPlace, text: string): void;
  /** A process ended though nobody had asked it to. */
  onLost?(place: ProcessPlace): void;
}

/** Confab as separate processes on this machine. */
export interface Cluster {
  /** Leads to a gateway that accepts. */
  readonly url: string;
  readonly processes: readonly ClusterProcess[];
  /** Those of one service, in order. */
  of(service: ServiceName): readonly ClusterProcess[];
  /** By name, such as `messages-0`. */
  process(name: string): ClusterProcess;
  /** Ends gateways first, then the services. The backends go on. Resolves with the exit code of each process that ran. */
  stop(): Promise<Record<string, number | null>>;
}

/** Starts the built services as processes and resolves once all of them serve. Whatever happens, none of them outlives this process. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { env = {}, envOf = () => ({}), onOutput, onLost } = options;
  const processes = await Promise.all(
    placesOf(options.processes).map(async (place) =>
      createClusterProcess({
        place,
        backends: options.backends,
        databasePrefix: options.databasePrefix ?? 'confab',
        port: await freePort(),
        healthPort: await freePort(),
        env: { ...env, ...envOf(place) },
        ...(onOutput && { onOutput: (text: string) => onOutput(place, text) }),
        ...(onLost && { onLost: () => onLost(place) }),
      }),
    ),
  );
  const of = (service: ServiceName) => processes.filter((each) => each.service === service);
  let door: FrontDoor | undefined;

  const stop = async () => {
    const codes: Record<string, number | null> = {};
    const stopAll = (some: readonly ClusterProcess[]) =>
      Promise.all(
        some.map(async (each) => {
          const ran = each.pid !== undefined;
          const code = await each.stop();
          if (ran) codes[each.name] = code;
        }),
      );
    await stopAll(of('gateway'));
    await stopAll(processes.filter(({ service }) => service !== 'gateway'));
    await door?.close();
    return codes;
  };

  try {
    const targets = of('gateway').map(({ url }) => Number(new URL(url as string).port));
    door = await openFrontDoor({ port: options.port ?? 0, targets });
    await Promise.all(processes.map((each) => each.start()));
  } catch (error) {
    await Promise.all(processes.map((each) => each.kill()));
    await door?.close();
    throw error;
  }
  return {
    url: door.url,
    processes,
    of,
    process(name) {
      const found = processes.find((each) => each.name === name);
      if (!found) throw new Error(`there is no process ${name}`);
      return found;
    },
    stop,
  };
}

function placesOf(counts: Partial<Record<ServiceName, number>> = {}): ProcessPlace[] {
  return SERVICES.flatMap((service) =>
    Array.from({ length: counts[service] ?? 2 }, (_, index) => ({ service, index, name: `${service}-${index}` })),
  );
}
