import type { DescMessage, MessageShape } from '@bufbuild/protobuf';
import type { MongoClient } from 'mongodb';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { PUBLISHER } from '../eventlog/consumers/publisher.ts';
import { openMongoSearchIndex } from '../eventlog/search/mongo/open-mongo-search-index.ts';
import { mapErrors } from '../eventlog/store/mongo/errors.ts';
import { openMongoStore } from '../eventlog/store/mongo/open-mongo-store.ts';
import type { EventStore } from '../eventlog/store/port.ts';
import type { Clock } from '../kernel/clock/port.ts';
import { time } from '../kernel/clock/time.ts';
import { AppError } from '../kernel/errors/app-error.ts';
import type { Ids } from '../kernel/ids/port.ts';
import { createMemoryEphemeral } from '../network/ephemeral/memory.ts';
import { createRedisEphemeral } from '../network/ephemeral/redis.ts';
import { joinMembers, type Membership } from '../network/lease/mongo/membership.ts';
import { createMongoLeases } from '../network/lease/mongo/mongo-leases.ts';
import { createNatsBus } from '../network/live/nats-bus.ts';
import { connectNats } from '../network/nats/connection.ts';
import { createNatsRpc } from '../network/rpc/nats/nats-rpc.ts';
import type { ClusterConfig } from './cluster-config.ts';
import { measureRpc } from './metrics/measure-rpc.ts';
import { measureStore } from './metrics/measure-store.ts';
import { connectMongo } from './mongo-connection.ts';
import { patiently } from './patiently.ts';
import type { Platform } from './platform.ts';
import { closeInOrder } from './shutdown.ts';
import { traceRpc } from './tracing/trace-rpc.ts';
import { traceStore } from './tracing/trace-store.ts';

export interface ClusterPlatformOptions<Desc extends DescMessage> {
  /** Name of the service: its user on NATS, its database, its queue group. */
  service: string;
  config: ClusterConfig;
  /** Of live events. */
  liveSchema: Desc;
  clock: Clock;
  ids: Ids;
  log: Logger;
  /** What the platform measures is registered here, and the service may add its own. */
  metrics: Registry;
}

/** One process of a cluster. */
export interface ClusterPlatform<Live> extends Platform<Live> {
  /** Resolves while what this process is connected to answers. UNAVAILABLE otherwise. */
  ready(): Promise<void>;
  /** After the service: gives up its membership, then the connections. Idempotent. */
  close(): Promise<void>;
}

const FLUSH_MS = 1_500;

/**
 * MongoDB, NATS and Redis behind the ports. MongoDB is connected when a store is opened: a gateway has none. Backends that are not there yet are waited for,
 * for `startWaitMs` each.
 */
export async function openClusterPlatform<Desc extends DescMessage>(
  options: ClusterPlatformOptions<Desc>,
): Promise<ClusterPlatform<MessageShape<Desc>>> {
  const { service, config, liveSchema, clock, ids, log, metrics } = options;
  const patience = { log, patienceMs: config.startWaitMs };
  const nats = await patiently(() => connectNats({ ...config.nats, service, log }), patience);
  const tracing = config.tracesTo !== undefined;
  const measuredRpc = measureRpc(createNatsRpc({ connection: nats, service, log, ids }), metrics);
  const rpc = tracing ? traceRpc(measuredRpc, { ids }) : measuredRpc;
  const live = createNatsBus({ connection: nats, schema: liveSchema, log });
  const ephemeral = config.redis
    ? createRedisEphemeral({ ...config.redis, log })
    : createMemoryEphemeral({ clock, log });
  const database = `${config.mongo.databasePrefix}_${service}`;
  let mongo: { client: MongoClient; membership: Membership } | undefined;
  const stores: EventStore[] = [];
  let closing: Promise<void> | undefined;

  const join = async () => {
    const client = await patiently(() => connectMongo(config.mongo), patience);
    try {
      const membership = await mapErrors(() => joinMembers({ db: client.db(database), clock, log }));
      mongo = { client, membership };
      return mongo;
    } catch (error) {
      await client.close();
      throw error;
    }
  };

  const close = () =>
    closeInOrder([
      rpc,
      live,
      ephemeral,
      ...stores,
      { close: async () => mongo?.membership.leave() },
      { close: async () => mongo?.client.close() },
      { close: () => nats.drain() },
    ]);

  return {
    service,
    async openStore({ projections, upcasters, consumers = [] }) {
      const { client, membership } = mongo ?? (await join());
      const open = () =>
        openMongoStore({
          ...{ client, database, projections, upcasters, log },
          ...{ member: membership, consumers: [PUBLISHER, ...consumers] },
        });
      const store = await patiently(open, patience);
      stores.push(store);
      const measured = measureStore(store, metrics);
      return tracing ? traceStore(measured, { system: 'mongodb' }) : measured;
    },
    openSearchIndex: async ({ version }) => {
      const { client } = mongo ?? (await join());
      return patiently(() => openMongoSearchIndex({ db: client.db(database), version }), patience);
    },
    rpc,
    live,
    ephemeral,
    leases: {
      async share(names, holder) {
        const { client, membership } = mongo ?? (await join());
        return mapErrors(() => createMongoLeases({ db: client.db(database), membership, log }).share(names, holder));
      },
    },
    clock,
    ids,
    log,
    metrics,
    async ready() {
      if (nats.isClosed()) throw new AppError('UNAVAILABLE', 'not connected to NATS');
      await Promise.race([nats.flush(), late('NATS does not answer')]);
      if (mongo && !mongo.membership.isAlive()) throw new AppError('UNAVAILABLE', 'MongoDB does not answer');
      await Promise.all(stores.map((store) => store.ping()));
    },
    close: () => (closing ??= close()),
  };
}

function late(message: string): Promise<never> {
  return new Promise((_, reject) => {
    time.after(FLUSH_MS, () => reject(new AppError('UNAVAILABLE', message)));
  });
}
