import { duration, type Env, integer, readEnv } from '@confab/runtime/process/config';

export interface RoomsConfig {
  /**
   * Rooms and names whose state stays in memory; some 1 KB each, and 100 bytes more for each
   * member.
   */
  cachedStreams: number;
  /**
   * Milliseconds after which a gateway that did not beat is gone. Half a second below the 15 s
   * within which users of a dead gateway must be offline everywhere, because a sweep and the way to
   * clients come on top.
   */
  presenceLeaseMs: number;
  /** Milliseconds for which a user whose last connection broke off stays online. */
  presenceGraceMs: number;
}

export const defaultRoomsConfig: RoomsConfig = {
  cachedStreams: 20_000,
  presenceLeaseMs: 14_500,
  presenceGraceMs: 5_000,
};

/**
 * The only reader of the service's environment; the table of variables is in the README. Throws
 * BAD_USER_INPUT, one line for each wrong value.
 */
export function readConfig(env: Env): RoomsConfig {
  const defaults = defaultRoomsConfig;
  return readEnv(env, {
    cachedStreams: integer('CONFAB_ROOMS_CACHED_STREAMS', {
      default: defaults.cachedStreams,
      min: 100,
      max: 10_000_000,
    }),
    presenceLeaseMs: duration('CONFAB_PRESENCE_LEASE', {
      default: defaults.presenceLeaseMs,
      minMs: 100,
      maxMs: 120_000,
    }),
    presenceGraceMs: duration('CONFAB_PRESENCE_GRACE', { default: defaults.presenceGraceMs, maxMs: 120_000 }),
  });
}
