import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GatewayLimits, LiveConfig } from '@confab/gateway/config';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import { readConfig } from '../config.ts';
import { createStandalone, type StandaloneOverrides } from '../service.ts';

/** The whole product in the process of the test. */
export interface App {
  url: string;
  dataDir: string;
  /** The link of the first account, where the start made one. */
  firstInvitation: string | undefined;
  /** Stops it; a data folder that it made itself is removed. */
  close(): Promise<void>;
}

export interface AppOptions {
  /** Kept by `close`. Absent: a new one, removed by `close`. */
  dataDir?: string;
  /** On top of: a free port, no rate limits, nothing logged, cheap password hashes, a short drain. */
  env?: Record<string, string>;
  clock?: Clock;
  /** Other times and sizes than those of the product. */
  live?: Partial<LiveConfig>;
  watchRpc?: StandaloneOverrides['watchRpc'];
  /** Limits of the gateway that no variable moves. */
  limits?: Partial<GatewayLimits>;
}

export const TEST_ENVIRONMENT = {
  HOST: '127.0.0.1',
  PORT: '0',
  LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
  CONFAB_RATE_LIMIT: 'off',
  CONFAB_DRAIN_MS: '50',
  CONFAB_ARGON2_MEMORY_KIB: '8',
  CONFAB_ARGON2_PASSES: '1',
};

/** Starts the product on a free port. */
export async function startApp({ dataDir, env = {}, clock, live, limits, watchRpc }: AppOptions = {}): Promise<App> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'confab-app-')));
  const config = readConfig({ ...TEST_ENVIRONMENT, CONFAB_DATA: folder, ...env });
  Object.assign(config.gateway.live, live);
  Object.assign(config.gateway.limits, limits);
  const standalone = await createStandalone(config, { ...(clock && { clock }), watchRpc });
  return {
    url: standalone.url,
    dataDir: folder,
    firstInvitation: standalone.firstInvitation,
    async close() {
      await standalone.close();
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
