import { describeSources, startBackends } from '../backends/start-backends.ts';
import { build } from '../run.ts';
import { type Cluster, startCluster } from './start-cluster.ts';

/**
 * `npm run cluster`: MongoDB, NATS and Redis, two processes of each service and two gateways behind one local port (`PORT`, 4000). Ctrl-C ends all of
 * it; the data of servers that were started here go with them.
 */
await build();
const closing = Promise.withResolvers<void>();
let cluster: Cluster | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => closing.resolve());

const backends = await startBackends().catch(giveUp);
try {
  console.log(`${describeSources(backends)}; starting …`);
  cluster = await startCluster({
    backends,
    port: Number(process.env.PORT ?? 4000),
    env: { LOG_LEVEL: 'warn', ...passedOn(process.env) },
    onOutput: ({ name }, text) => process.stdout.write(text.replace(/^(?=.)/gm, `${name} | `)),
    onLost: ({ name }) => console.error(`${name} has ended by itself`),
  });
  console.log(`
  Confab     ${cluster.url}
  gateways   ${cluster
    .of('gateway')
    .map(({ url }) => url)
    .join('  ')}
  health     ${cluster.processes.map(({ name, healthUrl }) => `${name} ${healthUrl}/readyz`).join('\n             ')}
  MongoDB    ${backends.mongodbUrl}
  NATS       ${backends.natsUrl}
  Redis      ${backends.redisUrl}

Confab is ready at ${cluster.url}. Ctrl-C ends it.`);
  const running = setInterval(() => {}, 60_000);
  await closing.promise;
  clearInterval(running);
} catch (error) {
  await backends.stop();
  giveUp(error);
}
await cluster?.stop();
await backends.stop();

/** What an operator sets for the services holds for their processes here; addresses and ports are given out above. */
function passedOn(env: NodeJS.ProcessEnv): Record<string, string> {
  const names = Object.keys(env).filter((name) => /^(?:CONFAB_|LOG_LEVEL$|OTEL_)/.test(name));
  return Object.fromEntries(names.map((name) => [name, env[name] ?? '']));
}

function giveUp(error: unknown): never {
  console.error((error as Error).message);
  process.exit(1);
}
