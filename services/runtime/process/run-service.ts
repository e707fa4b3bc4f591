import type { DescMessage, MessageShape } from '@bufbuild/protobuf';
import { systemClock } from '../kernel/clock/port.ts';
import { time } from '../kernel/clock/time.ts';
import { AppError } from '../kernel/errors/app-error.ts';
import { randomIds } from '../kernel/ids/port.ts';
import { readClusterConfig } from './cluster-config.ts';
import { openClusterPlatform } from './cluster-platform.ts';
import type { Env } from './config.ts';
import { createHealth } from './health.ts';
import { startHealthServer } from './health-server.ts';
import { createLogger } from './logging.ts';
import { createMetricsRegistry } from './metrics.ts';
import { patiently } from './patiently.ts';
import type { Platform, Service } from './platform.ts';
import { closeInOrder, runMain } from './shutdown.ts';
import { startTracing } from './tracing/start-tracing.ts';

export interface RunServiceOptions<Config, Desc extends DescMessage> {
  /** Of the service, as the others call it. */
  name: string;
  env: Env;
  readConfig(env: Env): Config;
  /** Of live events. */
  liveSchema: Desc;
  create(config: Config, platform: Platform<MessageShape<Desc>>): Promise<Service & { readonly url?: string }>;
}

/**
 * The life of one process of a cluster: reads the environment, connects, starts the service, and tells how it is on a port of its own. What is away while it
 * starts is waited for: then it begins anew, for `CONFAB_START_WAIT` in all. SIGTERM: it
 * says that it is not ready, waits `CONFAB_DRAIN_DELAY` until that has come around, finishes what is in flight, and ends with exit code 0.
 */
export function runService<Config, Desc extends DescMessage>(options: RunServiceOptions<Config, Desc>): void {
  const { name, env } = options;
  runMain(async () => {
    const cluster = readClusterConfig(env);
    const config = options.readConfig(env);
    const log = createLogger({ name: `confab-${name}`, level: cluster.logLevel });
    const tracing =
      cluster.tracesTo === undefined ? undefined : startTracing({ service: name, endpoint: cluster.tracesTo });
    const health = createHealth();
    let started = false;
    let stopping = false;
    health.add('serving', async () => {
      if (!started || stopping) throw new AppError('UNAVAILABLE', stopping ? 'stopping' : 'starting');
    });
    let metrics = createMetricsRegistry();
    const server = await startHealthServer({ ...cluster.health, health, metrics: () => metrics });
    const closables: { close(): Promise<void> }[] = [server, ...(tracing ? [tracing] : [])];
    const close = () => closeInOrder(closables);
    try {
      const begin = async () => {
        metrics = createMetricsRegistry();
        const platform = await openClusterPlatform({
          ...{ service: name, config: cluster, liveSchema: options.liveSchema },
          ...{ clock: systemClock, ids: randomIds, log, metrics },
        });
        try {
          return { platform, service: await options.create(config, platform) };
        } catch (error) {
          await platform.close().catch(() => undefined);
          throw error;
        }
      };
      const { platform, service } = await patiently(begin, { log, patienceMs: cluster.startWaitMs });
      closables.unshift(service, platform);
      health.add('backends', () => platform.ready());
      health.add('service', () => service.ready());
      started = true;
      const where = service.url ? ` at ${service.url}` : '';
      process.stdout.write(`Confab ${name} is ready${where} (health at ${server.url})\n`);
      return {
        ready: () => service.ready(),
        async close() {
          stopping = true;
          if (cluster.drainDelayMs > 0) await time.sleep(cluster.drainDelayMs, { keepAlive: true });
          await close();
        },
      };
    } catch (error) {
      await close().catch(() => undefined);
      throw error;
    }
  });
}
