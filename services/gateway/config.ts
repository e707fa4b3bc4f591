import {
  boolean,
  type Env,
  integer,
  line,
  origin,
  origins,
  port,
  readEnv,
  string,
} from '@confab/runtime/process/config';

/** Everything the gateway can be told from outside. Sizes are bytes, times milliseconds. */
export interface GatewayConfig {
  /** What people know this server by. */
  name: string;
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** Where people find this server, as an origin: what links begin with. Undefined: the address that was asked. */
  publicUrl: string | undefined;
  /** Folder of the built web app; may be absent, then only the API is served. */
  webRoot: string;
  /** Believe `X-Forwarded-For` and `X-Forwarded-Proto`: only behind a proxy that sets both. */
  trustProxy: boolean;
  /**
   * Origins besides the own one whose pages may use the API and the refresh cookie. Sockets need an
   * access token, which no browser adds by itself.
   */
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
  /** Of an operation with the fragments that it reaches. */
  tokens: number;
  /** Of all that a document holds: some clients send a file with everything. */
  documentTokens: number;
  /** Of one operation, as `execution/cost.ts` counts it. */
  cost: number;
  /** Of what a subscription selects of one event. */
  eventCost: number;
  /** Of all that one user asks for within `costWindowMs`, and of what the events of their subscriptions cost. */
  costBudget: number;
  costWindowMs: number;
  /** Of one user's operations that are executed at the same time. */
  costInFlight: number;
  /** Memory for operations that were read, in bytes. */
  rememberedBytes: number;
  subscriptionsPerSocket: number;
  /** Of all sockets of a user, whether rates are limited or not: they are memory. */
  subscriptionsPerUser: number;
  /** What they hold together beside the constant that each takes: their different documents, and variables. */
  heldBytesPerUser: number;
  /** Of a subscription, as JSON. */
  variableCharacters: number;
  operationsInFlight: number;
  /** Executions after which an operation is compiled. */
  compiledAfter: number;
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
  /** How often each socket is pinged. What a client sees of it comes every second time: within half a minute. */
  pingMs: number;
}

export const defaultLimits: GatewayLimits = {
  bodyBytes: 256 * 1024,
  frameBytes: 64 * 1024,
  depth: 12,
  aliases: 30,
  tokens: 2_000,
  documentTokens: 20_000,
  cost: 10_000,
  eventCost: 500,
  costBudget: 300_000,
  costWindowMs: 15_000,
  costInFlight: 20_000,
  rememberedBytes: 32 * 1024 * 1024,
  subscriptionsPerSocket: 100,
  subscriptionsPerUser: 2_000,
  heldBytesPerUser: 8 * 1024 * 1024,
  variableCharacters: 4_096,
  operationsInFlight: 256,
  compiledAfter: 500,
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
  pingMs: 14_000,
};

/** The only reader of the gateway's environment; the table of variables is in the README. Throws BAD_USER_INPUT, one line for each wrong value. */
export function readConfig(env: Env): GatewayConfig {
  const { socketsPerUser, socketsPerAddress, subscriptionsPerUser, replayEvents, ...config } = readEnv(env, {
    name: line('CONFAB_NAME', { default: 'Confab', max: 64 }),
    host: string('HOST', { default: '0.0.0.0' }),
    port: port('PORT', { default: 4000 }),
    publicUrl: origin('CONFAB_PUBLIC_URL'),
    webRoot: string('CONFAB_WEB_ROOT', { default: 'web/dist' }),
    trustProxy: boolean('CONFAB_TRUST_PROXY', { default: false }),
    allowedOrigins: origins('CONFAB_ALLOWED_ORIGINS'),
    rateLimits: boolean('CONFAB_RATE_LIMIT', { default: true }),
    drainMs: integer('CONFAB_DRAIN_MS', { default: 5_000, min: 0, max: 120_000 }),
    socketsPerUser: integer('CONFAB_SOCKETS_PER_USER', { default: defaultLimits.socketsPerUser, min: 1, max: 1e6 }),
    socketsPerAddress: integer('CONFAB_SOCKETS_PER_ADDRESS', {
      default: defaultLimits.socketsPerAddress,
      min: 1,
      max: 1e6,
    }),
    subscriptionsPerUser: integer('CONFAB_SUBSCRIPTIONS_PER_USER', {
      default: defaultLimits.subscriptionsPerUser,
      min: 1,
      max: 1e6,
    }),
    replayEvents: integer('CONFAB_REPLAY_EVENTS', { default: defaultLive.replayEvents, min: 1, max: 1e6 }),
  });
  return {
    ...config,
    limits: { ...defaultLimits, socketsPerUser, socketsPerAddress, subscriptionsPerUser },
    live: { ...defaultLive, replayEvents },
  };
}
