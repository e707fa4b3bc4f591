import { resolve } from 'node:path';

/** Everything the gateway can be told from outside. Sizes are bytes, times milliseconds. */
export interface GatewayConfig {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** Folder of the built web app; may be absent, then only the API is served. */
  webRoot: string;
  /** Believe `X-Forwarded-For` and `X-Forwarded-Proto`: only behind a proxy that sets both. */
  trustProxy: boolean;
  /** Origins besides the own one that may use the refresh cookie and open sockets. */
  allowedOrigins: readonly string[];
  rateLimits: boolean;
  limits: GatewayLimits;
  live: LiveConfig;
  /** Over how long sockets are closed on shutdown when there are many. */
  drainMs: number;
}

export interface GatewayLimits {
  bodyBytes: number;
  frameBytes: number;
  depth: number;
  aliases: number;
  tokens: number;
  cost: number;
  subscriptionsPerSocket: number;
  operationsInFlight: number;
  socketsPerUser: number;
  socketsPerAddress: number;
}

export interface LiveConfig {
  /** A subscriber who is more events behind starts afresh. */
  replayEvents: number;
  /** Buffered bytes of a socket at which its subscriptions leave live mode. */
  softBufferBytes: number;
  /** Buffered bytes at which it is closed. */
  hardBufferBytes: number;
  /** How long a socket may stay above the soft limit. */
  slowMs: number;
  /** How often the positions of open rooms are compared with the log; inboxes: six times as rarely. */
  headCheckMs: number;
  /** How long a feed without subscribers is kept, so that reconnecting ones find it warm. */
  lingerMs: number;
  presenceBeatMs: number;
  roomListPollMs: number;
  pingMs: number;
}

export const defaultLimits: GatewayLimits = {
  bodyBytes: 256 * 1024,
  frameBytes: 64 * 1024,
  depth: 12,
  aliases: 30,
  tokens: 2_000,
  cost: 25_000,
  subscriptionsPerSocket: 100,
  operationsInFlight: 256,
  socketsPerUser: 200,
  socketsPerAddress: 5_000,
};

export const defaultLive: LiveConfig = {
  replayEvents: 10_000,
  softBufferBytes: 1024 * 1024,
  hardBufferBytes: 4 * 1024 * 1024,
  slowMs: 30_000,
  headCheckMs: 5_000,
  lingerMs: 5_000,
  presenceBeatMs: 5_000,
  roomListPollMs: 1_000,
  pingMs: 15_000,
};

/** The only reader of the gateway's environment; the table of variables is in the README. Throws an Error of one line for a value that cannot be meant. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): GatewayConfig {
  return {
    host: env['HOST'] ?? '0.0.0.0',
    port: integer(env, 'PORT', 4000),
    webRoot: resolve(env['CONFAB_WEB_ROOT'] ?? 'web/dist'),
    trustProxy: env['CONFAB_TRUST_PROXY'] === 'on',
    allowedOrigins: (env['CONFAB_ALLOWED_ORIGINS'] ?? '').split(',').flatMap((origin) => origin.trim() || []),
    rateLimits: env['CONFAB_RATE_LIMIT'] !== 'off',
    limits: {
      ...defaultLimits,
      socketsPerUser: integer(env, 'CONFAB_SOCKETS_PER_USER', defaultLimits.socketsPerUser),
      socketsPerAddress: integer(env, 'CONFAB_SOCKETS_PER_ADDRESS', defaultLimits.socketsPerAddress),
    },
    live: { ...defaultLive, replayEvents: integer(env, 'CONFAB_REPLAY_EVENTS', defaultLive.replayEvents) },
    drainMs: integer(env, 'CONFAB_DRAIN_MS', 5_000),
  };
}

function integer(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const raw = env[name];
  if (raw === undefined || raw === '') return fallback;
  const value = Number(raw);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} must be a whole number, not "${raw}".`);
  return value;
}
