import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type AuthConfig, readConfig as readAuthConfig } from '@confab/auth/config';
import { type GatewayConfig, readConfig as readGatewayConfig } from '@confab/gateway/config';
import { type MessagesConfig, readConfig as readMessagesConfig } from '@confab/messages/config';
import { type RoomsConfig, readConfig as readRoomsConfig } from '@confab/rooms/config';
import { readClusterConfig } from '@confab/runtime/process/cluster-config';
import { type Env, readEnv, string } from '@confab/runtime/process/config';
import { logLevel } from '@confab/runtime/process/logging';
import type { StorePlace } from './tools/stores.ts';

export interface StandaloneConfig {
  /** Absolute. */
  dataDir: string;
  logLevel: string;
  auth: AuthConfig;
  rooms: RoomsConfig;
  messages: MessagesConfig;
  gateway: GatewayConfig;
}

/** The only reader of the process's environment: what belongs to a service is read by that service's own reader. */
export function readConfig(env: Env): StandaloneConfig {
  return {
    ...readDataConfig(env),
    auth: readAuthConfig(env),
    rooms: readRoomsConfig(env),
    messages: readMessagesConfig(env),
    gateway: readGatewayConfig({ CONFAB_WEB_ROOT: findWebRoot(), ...env }),
  };
}

/** What the tools need to know. */
export function readDataConfig(env: Env): Pick<StandaloneConfig, 'dataDir' | 'logLevel'> {
  const { dataDir, logLevel: level } = readEnv(env, {
    dataDir: string('CONFAB_DATA', { default: './data' }),
    logLevel: { ...logLevel, absent: () => 'warn' as const },
  });
  return { dataDir: resolve(dataDir), logLevel: level };
}

/** Which stores the tools work on. */
export function readStorePlace(env: Env): StorePlace {
  const { mongo } = readClusterConfig(env);
  return { ...readDataConfig(env), mongo: env['MONGODB_URL'] ? mongo : undefined };
}

/** The built web app lies in the same checkout, whether this file runs from its source or from `dist`. */
function findWebRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package-lock.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'web/dist');
}
