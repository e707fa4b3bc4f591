import { duration, type Env, integer, readEnv } from '@confab/runtime/process/config';

export interface MessagesConfig {
  /** Least time between two reports of activity to the rooms service, in milliseconds. */
  activityIntervalMs: number;
  /** Names of users that are remembered, and as many that texts have mentioned lately. */
  userCacheSize: number;
}

/** Throws one BAD_USER_INPUT that names every variable that is wrong. */
export function readConfig(env: Env): MessagesConfig {
  return readEnv(env, {
    activityIntervalMs: duration('CONFAB_MESSAGES_ACTIVITY_INTERVAL', { default: 5_000, minMs: 1_000, maxMs: 600_000 }),
    userCacheSize: integer('CONFAB_MESSAGES_USER_CACHE', { default: 20_000, min: 100, max: 1_000_000 }),
  });
}
