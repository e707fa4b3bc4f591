import { freePort } from './free-port.ts';
import { NATS_CONF, natsPasswords } from './nats-users.ts';
import type { Backend, BackendKind, BackendProvider, BackendRequest } from './port.ts';
import { initiateReplicaSet, REPLICA_SET, replicaSetUrl } from './replica-set.ts';

const STARTUP_MS = 120_000;
const NATS_CONF_INSIDE = '/etc/confab/nats.conf';

/** Names of the images; elsewhere than in public registries they are called otherwise. */
function imageOf(kind: BackendKind): string {
  const { CONFAB_MONGO_IMAGE, CONFAB_NATS_IMAGE, CONFAB_REDIS_IMAGE } = process.env;
  const given = { mongo: CONFAB_MONGO_IMAGE, nats: CONFAB_NATS_IMAGE, redis: CONFAB_REDIS_IMAGE }[kind];
  return given || { mongo: 'mongo:8', nats: 'nats:2', redis: 'redis:8' }[kind];
}

/** Servers in containers. The library is loaded only where a container is wanted: it takes half a second. */
export const containers: BackendProvider = {
  source: 'docker',
  async start(kind, request) {
    // Local images are for machines without a registry, where the image of the reaper cannot be had either.
    if (imageOf(kind).startsWith('confab-local/')) process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
    const library = await import('testcontainers');
    const engine = await library.getContainerRuntimeClient().catch(() => undefined);
    return engine && START[kind](library, request);
  },
};

type Library = typeof import('testcontainers');

const START: Record<BackendKind, (library: Library, request: BackendRequest) => Promise<Backend>> = {
  async mongo({ GenericContainer, Wait }, { mongoMembers }) {
    if (mongoMembers > 1) throw new Error('a replica set of three takes binaries: CONFAB_BACKENDS=binaries');
    // The member is known by the name under which both sides reach it: the same port inside and outside.
    const port = await freePort();
    const container = await new GenericContainer(imageOf('mongo'))
      .withExposedPorts({ container: port, host: port })
      .withCommand(['--replSet', REPLICA_SET, '--port', String(port), '--wiredTigerCacheSizeGB', '0.5'])
      .withWaitStrategy(Wait.forLogMessage(/Waiting for connections/))
      .withStartupTimeout(STARTUP_MS)
      .start();
    const stop = async () => void (await container.stop());
    await initiateReplicaSet([port]).catch(async (error) => {
      await stop();
      throw error;
    });
    return { url: replicaSetUrl([port]), processes: [], stop };
  },

  async nats({ GenericContainer, Wait }, { natsUsers }) {
    const container = await new GenericContainer(imageOf('nats'))
      .withExposedPorts(4222)
      .withCopyFilesToContainer([{ source: NATS_CONF, target: NATS_CONF_INSIDE, mode: 0o644 }])
      .withEnvironment(natsUsers ? natsPasswords(natsUsers) : {})
      .withCommand([...(natsUsers ? ['-c', NATS_CONF_INSIDE] : []), '-a', '0.0.0.0', '-p', '4222'])
      .withWaitStrategy(Wait.forLogMessage(/Server is ready/))
      .withStartupTimeout(STARTUP_MS)
      .start();
    const url = `nats://${container.getHost()}:${container.getMappedPort(4222)}`;
    return { url, processes: [], stop: async () => void (await container.stop()) };
  },

  async redis({ GenericContainer, Wait }) {
    const container = await new GenericContainer(imageOf('redis'))
      .withExposedPorts(6379)
      .withWaitStrategy(Wait.forLogMessage(/[Rr]eady to accept connections/))
      .withStartupTimeout(STARTUP_MS)
      .start();
    const url = `redis://${container.getHost()}:${container.getMappedPort(6379)}`;
    return { url, processes: [], stop: async () => void (await container.stop()) };
  },
};
