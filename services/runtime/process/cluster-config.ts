import { duration, type Env, optionalFile, optionalString, port, readEnv, string } from './config.ts';
import { logLevel } from './logging.ts';

/** What a process of a cluster has to know of its surroundings. */
export interface ClusterConfig {
  mongo: { url: string; databasePrefix: string; caFile: string | undefined };
  nats: { url: string; user: string | undefined; password: string | undefined; caFile: string | undefined };
  /** Absent: typing and rate limits are those of one process. */
  redis: { url: string; caFile: string | undefined } | undefined;
  health: { host: string; port: number };
  /** How long a start waits for backends that do not answer. */
  startWaitMs: number;
  /** Between the moment in which a process says that it is not ready and the end of what it serves. */
  drainDelayMs: number;
  /** Of an OTLP collector; absent: nothing is traced. */
  tracesTo: string | undefined;
  logLevel: string;
}

/** The table of the variables is in the README. Throws one BAD_USER_INPUT that names every variable that is wrong. */
export function readClusterConfig(env: Env): ClusterConfig {
  const read = readEnv(env, {
    mongoUrl: string('MONGODB_URL', { default: 'mongodb://127.0.0.1:27017/?replicaSet=rs0', secret: true }),
    databasePrefix: string('MONGODB_DATABASE_PREFIX', { default: 'confab' }),
    mongoCa: optionalFile('MONGODB_CA_FILE'),
    natsUrl: string('NATS_URL', { default: 'nats://127.0.0.1:4222', secret: true }),
    natsUser: optionalString('NATS_USER'),
    natsPassword: { ...optionalString('NATS_PASSWORD'), secret: true },
    natsCa: optionalFile('NATS_CA_FILE'),
    redisUrl: { ...optionalString('REDIS_URL'), secret: true },
    redisCa: optionalFile('REDIS_CA_FILE'),
    healthHost: string('HEALTH_HOST', { default: '0.0.0.0' }),
    healthPort: port('HEALTH_PORT', { default: 9090 }),
    startWaitMs: duration('CONFAB_START_WAIT', { default: 60_000, maxMs: 600_000 }),
    drainDelayMs: duration('CONFAB_DRAIN_DELAY', { default: 0, maxMs: 60_000 }),
    tracesTo: optionalString('OTEL_EXPORTER_OTLP_ENDPOINT'),
    logLevel,
  });
  return {
    mongo: { url: read.mongoUrl, databasePrefix: read.databasePrefix, caFile: read.mongoCa },
    nats: { url: read.natsUrl, user: read.natsUser, password: read.natsPassword, caFile: read.natsCa },
    redis: read.redisUrl === undefined ? undefined : { url: read.redisUrl, caFile: read.redisCa },
    health: { host: read.healthHost, port: read.healthPort },
    startWaitMs: read.startWaitMs,
    drainDelayMs: read.drainDelayMs,
    tracesTo: read.tracesTo,
    logLevel: read.logLevel,
  };
}
