import { readFileSync } from 'node:fs';
import { RedisPubSub } from 'graphql-redis-subscriptions';
import { Redis, type RedisOptions } from 'ioredis';
import type { ErrorEmitter } from 'ioredis/built/connectors/AbstractConnector.js';
import { StandaloneConnector } from 'ioredis/built/connectors/index.js';
import type { Logger } from 'pino';
import type { Subscription } from '../live/port.ts';
import type { Ephemeral } from './port.ts';

export interface RedisEphemeralOptions {
  url: string;
  /** PEM file of the authority that has signed the server's certificate; turns TLS on. */
  caFile?: string | undefined;
  log: Pick<Logger, 'warn' | 'info'>;
}

/** Answered later than this, a bucket grants. */
const COMMAND_MS = 1_000;
const LONGEST_PAUSE_MS = 2_000;
/** A command is answered soon or not at all: nothing waits for Redis to come back. */
const AT_ONCE: RedisOptions = { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: COMMAND_MS };
/**
 * Topics that are asked for while a connection is being made overtake what ioredis 5 says first on it, and a subscribed connection takes nothing
 * else: the check whether Redis is ready then ended the process (https://github.com/redis/ioredis/issues/2037). Redis takes subscriptions while it loads.
 */
const TOPICS_ALONE: RedisOptions = { enableReadyCheck: false, disableClientInfo: true };
const PREFIX = 'confab:';

/**
 * ioredis 5 hears one error of each socket, and a second one ends the process: that of a server, for one, whose certificate was refused. Here somebody
 * listens to the end.
 */
class ListeningConnector extends StandaloneConnector {
  // As whoever calls it declares it.
  constructor(options: unknown) {
    super(options as ConstructorParameters<typeof StandaloneConnector>[0]);
  }

  override async connect(emitter: ErrorEmitter) {
    const stream = await super.connect(emitter);
    return stream.on('error', () => undefined);
  }
}

/**
 * A token bucket as in `token-buckets.ts`, in one step on the server and by its clock. KEYS: the bucket. ARGV: capacity, window in ms, cost. Holds the tokens and
 * when they were counted; expires when it would be full again.
 */
const TAKE = `
local now = redis.call('TIME')
local at = now[1] * 1000 + now[2] / 1000
local capacity, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local cost = math.min(tonumber(ARGV[3]), capacity)
local held = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = capacity
if held[1] then tokens = math.min(capacity, tonumber(held[1]) + (at - tonumber(held[2])) * capacity / window) end
if tokens + 0.000001 >= cost then
  redis.call('HSET', KEYS[1], 'tokens', math.max(0, tokens - cost), 'at', at)
  redis.call('PEXPIRE', KEYS[1], window)
  return 0
end
return math.max(1, math.ceil((cost - tokens) * window / capacity))
`;

interface WithTake extends Redis {
  takeTokens(bucket: string, capacity: number, windowMs: number, cost: number): Promise<number>;
}

/**
 * Ephemeral topics and token buckets on Redis, shared by all processes. While Redis is away topics carry nothing and buckets grant: what may be lost is no
 * reason to refuse anybody. Reconnects for ever by itself.
 */
export function createRedisEphemeral({ url, caFile, log }: RedisEphemeralOptions): Ephemeral {
  const options: RedisOptions = {
    Connector: ListeningConnector,
    connectTimeout: 3_000,
    keepAlive: 5_000,
    retryStrategy: (tries) => Math.min(tries * 100, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2),
    ...(caFile === undefined ? {} : { tls: { ca: readFileSync(caFile) } }),
  };
  const commands = new Redis(url, { ...options, ...AT_ONCE }) as WithTake;
  commands.defineCommand('takeTokens', { numberOfKeys: 1, lua: TAKE });
  // A subscriber asks again for its topics after a reconnect; asking while away has to wait.
  const subscriber = new Redis(url, { ...options, ...TOPICS_ALONE, maxRetriesPerRequest: null });
  const topics = new RedisPubSub({ publisher: commands, subscriber });
  let away = false;
  const note = (error: Error) => {
    if (!away) log.warn({ err: error }, 'Redis is away: typing is not told, rates are not limited');
    away = true;
  };
  for (const connection of [commands, subscriber]) {
    connection.on('error', note);
    connection.on('ready', () => {
      if (away) log.info('Redis is back');
      away = false;
    });
  }

  return {
    publish(topic, payload) {
      topics.publish(PREFIX + topic, payload).catch(note);
    },
    async subscribe(topic, handler): Promise<Subscription> {
      const id = await topics.subscribe(PREFIX + topic, (payload: object) => handler(payload));
      let open = true;
      return {
        unsubscribe() {
          if (open) topics.unsubscribe(id);
          open = false;
        },
      };
    },
    async take(bucket, { capacity, windowMs, cost = 1 }) {
      try {
        return await commands.takeTokens(`${PREFIX}bucket:${bucket}`, capacity, windowMs, cost);
      } catch (error) {
        note(error as Error);
        return 0;
      }
    },
    async close() {
      commands.disconnect();
      subscriber.disconnect();
    },
  };
}
