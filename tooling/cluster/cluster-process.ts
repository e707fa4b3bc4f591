import { join } from 'node:path';
import type { Backends } from '../backends/start-backends.ts';
import { type Child, createChild } from '../child.ts';
import { ROOT } from '../run.ts';

export const SERVICES = ['auth', 'rooms', 'messages', 'gateway'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** Which process is meant. */
export interface ProcessPlace {
  readonly service: ServiceName;
  /** From 0, among those of the service. */
  readonly index: number;
  /** `messages-0` … */
  readonly name: string;
}

/** One process of the cluster. It keeps its ports when it is started again. */
export interface ClusterProcess extends Child, ProcessPlace {
  /** Of the gateway's API; undefined for the others. */
  readonly url: string | undefined;
  /** `/healthz`, `/readyz`, `/metrics`. */
  readonly healthUrl: string;
  /** Whether it says that it can serve. */
  isReady(): Promise<boolean>;
}

export interface ClusterProcessOptions {
  place: ProcessPlace;
  backends: Backends;
  databasePrefix: string;
  /** The gateway's. */
  port: number;
  healthPort: number;
  /** On top of everything else. */
  env: Record<string, string>;
  onOutput?(text: string): void;
  onLost?(): void;
}

const READY_TIMEOUT_MS = 3_000;
/** A process waits a minute for its backends. */
const START_WITHIN_MS = 75_000;

/** The built service as it runs in production, configured by its environment alone. It is not started yet. */
export function createClusterProcess(options: ClusterProcessOptions): ClusterProcess {
  const { place, port, healthPort, onOutput, onLost } = options;
  const { service, index, name } = place;
  const healthUrl = `http://127.0.0.1:${healthPort}`;
  const child = createChild({
    name,
    command: [process.execPath, join(ROOT, 'services', service, 'dist/main.js')],
    cwd: ROOT,
    env: environmentOf(options),
    ready: new RegExp(`^Confab ${service} is ready`, 'm'),
    startWithinMs: START_WITHIN_MS,
    ...(onOutput && { onOutput }),
    ...(onLost && { onLost }),
  });
  return {
    service,
    index,
    name,
    url: service === 'gateway' ? `http://127.0.0.1:${port}` : undefined,
    healthUrl,
    async isReady() {
      const signal = AbortSignal.timeout(READY_TIMEOUT_MS);
      return fetch(`${healthUrl}/readyz`, { signal }).then(
        ({ ok }) => ok,
        () => false,
      );
    },
    get pid() {
      return child.pid;
    },
    output: child.output,
    start: child.start,
    signal: child.signal,
    kill: child.kill,
    stop: child.stop,
  };
}

function environmentOf({ place, backends, databasePrefix, port, healthPort, env }: ClusterProcessOptions) {
  const { service } = place;
  const { user, password } = backends.natsUsers[service];
  const gateway = { HOST: '127.0.0.1', PORT: String(port) };
  const store = { MONGODB_URL: backends.mongodbUrl, MONGODB_DATABASE_PREFIX: databasePrefix };
  return {
    PATH: process.env.PATH,
    TZ: process.env.TZ,
    NODE_ENV: 'production',
    ...(service === 'gateway' ? gateway : store),
    NATS_URL: backends.natsUrl,
    NATS_USER: user,
    NATS_PASSWORD: password,
    REDIS_URL: backends.redisUrl,
    HEALTH_HOST: '127.0.0.1',
    HEALTH_PORT: String(healthPort),
    ...env,
  };
}
