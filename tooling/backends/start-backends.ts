import { binaries } from './binaries.ts';
import { containers } from './containers.ts';
import { environment } from './environment.ts';
import { type NatsUsers, natsUsersOf, newNatsUsers } from './nats-users.ts';
import {
  BACKEND_NAMES,
  type Backend,
  type BackendKind,
  type BackendProcess,
  type BackendProvider,
  type BackendSource,
} from './port.ts';

export interface BackendsOptions {
  /** Three take binaries; they are started here, whatever the environment names. */
  mongoMembers?: 1 | 3;
  /** All by default. */
  need?: readonly BackendKind[];
  /** NATS asks nobody who they are: for suites whose names and subjects no service has. */
  openNats?: boolean;
  /** Which comes first where both could be had; `CONFAB_BACKENDS=docker` or `=binaries` leaves no choice. Containers by default. */
  prefer?: 'docker' | 'binaries';
}

/** The servers that a cluster runs on. An address is empty for what was not asked for. */
export interface Backends {
  readonly mongodbUrl: string;
  readonly natsUrl: string;
  readonly redisUrl: string;
  /** Where each came from. */
  readonly sources: Readonly<Partial<Record<BackendKind, BackendSource>>>;
  /** Credentials of each service at NATS. */
  readonly natsUsers: NatsUsers;
  /** Those that were started from binaries, by name: `mongo-0` …, `nats`, `redis`. */
  readonly processes: readonly BackendProcess[];
  /** Ends what was started, and removes its data. */
  stop(): Promise<void>;
}

/** A server that can be had nowhere. */
export class BackendMissing extends Error {
  override readonly name = 'BackendMissing';
  readonly kind: BackendKind;

  constructor(kind: BackendKind, tried: readonly string[]) {
    super([`no ${BACKEND_NAMES[kind]}: set an address, start Docker, or install the server`, ...tried].join('\n  '));
    this.kind = kind;
  }
}

/**
 * Finds or starts MongoDB (a replica set), NATS (with the permissions of `deploy/components/nats`) and Redis: those that the environment names, else from
 * Docker, else from binaries on the PATH, in `CONFAB_BACKENDS_BIN` or in `../shared/bin`. Throws BackendMissing where one can be had nowhere;
 * what was started until then is ended.
 */
export async function startBackends(options: BackendsOptions = {}): Promise<Backends> {
  const { mongoMembers = 1, need = ['mongo', 'nats', 'redis'], openNats = false } = options;
  const natsUsers = process.env.NATS_URL ? natsUsersOf(process.env) : newNatsUsers();
  const providers = providersFor(options);

  const find = async (kind: BackendKind) => {
    const tried: string[] = [];
    for (const provider of providers) {
      try {
        const backend = await provider.start(kind, { mongoMembers, natsUsers: openNats ? undefined : natsUsers });
        if (backend) return { kind, source: provider.source, backend };
      } catch (error) {
        tried.push(`${provider.source}: ${(error as Error).message}`);
      }
    }
    throw new BackendMissing(kind, tried);
  };

  const outcomes = await Promise.allSettled(need.map(find));
  const found = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const stop = async () => void (await Promise.all(found.map(({ backend }) => backend.stop())));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const one = (kind: BackendKind): Backend | undefined => found.find((each) => each.kind === kind)?.backend;
  return {
    mongodbUrl: one('mongo')?.url ?? '',
    natsUrl: one('nats')?.url ?? '',
    redisUrl: one('redis')?.url ?? '',
    sources: Object.fromEntries(found.map(({ kind, source }) => [kind, source])),
    natsUsers,
    processes: found.flatMap(({ backend }) => backend.processes),
    stop,
  };
}

/** `MongoDB from binaries, NATS from docker`. */
export function describeSources({ sources }: Pick<Backends, 'sources'>): string {
  return Object.entries(sources)
    .map(([kind, source]) => `${BACKEND_NAMES[kind as BackendKind]} from ${source}`)
    .join(', ');
}

function providersFor({ mongoMembers = 1, openNats = false, prefer = 'docker' }: BackendsOptions): BackendProvider[] {
  // Servers that run already have their own members and their own users.
  const found = openNats || mongoMembers > 1 ? [] : [environment];
  switch (process.env.CONFAB_BACKENDS) {
    case 'docker':
      return [...found, containers];
    case 'binaries':
      return [...found, binaries];
    default:
      return [...found, ...(prefer === 'docker' ? [containers, binaries] : [binaries, containers])];
  }
}
