import { join } from 'node:path';
import { AuthService, type Tokens } from '@confab/proto/auth/v1/auth_pb';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { randomIds } from '@confab/runtime/kernel/ids/port';
import { withCall } from '@confab/runtime/network/rpc/call';
import { createEmbeddedPlatforms } from '@confab/runtime/process/embedded-platform';
import { createLogger } from '@confab/runtime/process/logging';
import { createManualClock } from '@confab/runtime/testing/manual-clock';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { SESSIONS_SUBJECT } from '@confab/text/subjects';
import type { Client } from '@connectrpc/connect';
import { authStore } from '../application/store.ts';
import { type AuthConfig, defaultAuthConfig } from '../config.ts';
import { createAuthService } from '../service.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
export const PASSWORD = 'correct horse';

/** Hashes that cost next to nothing. */
export const cheapConfig: AuthConfig = {
  ...defaultAuthConfig,
  registrations: undefined,
  passwords: { ...defaultAuthConfig.passwords, memoryKib: 64, passes: 1 },
};

/** The service on the embedded drivers, with a clock of the test's own, as the gateway sees it. */
export async function createAuthWorld(settings: Partial<AuthConfig> = {}) {
  const config = { ...cheapConfig, ...settings };
  const folder = createTempFolder();
  const clock = createManualClock();
  const logged: string[] = [];
  const revoked: string[] = [];

  const start = async () => {
    const log = createLogger({
      name: 'test',
      level: 'trace',
      destination: { write: (line) => void logged.push(line) },
    });
    const platforms = createEmbeddedPlatforms<LiveEvent>({
      dataDir: join(folder.path, 'data'),
      clock,
      ids: randomIds,
      log,
    });
    const gateway = platforms.platform('gateway');
    await gateway.live.subscribe(SESSIONS_SUBJECT, (events) => {
      for (const { event } of events) if (event.case === 'sessionRevoked') revoked.push(event.value.sessionId);
    });
    const service = await createAuthService(config, platforms.platform('auth'));
    return { platforms, service, client: gateway.rpc.client(AuthService) };
  };

  let running = await start();
  const stop = async () => {
    await running.service.close();
    await running.platforms.close();
  };

  /** As the gateway on behalf of the user of this token; without one, on its own. */
  const as = (token?: string, commandId?: string) =>
    withCall({
      correlationId: randomIds.next(),
      ...(token === undefined ? {} : { token }),
      ...(commandId === undefined ? {} : { commandId }),
    });
  const client = (): Client<typeof AuthService> => running.client;
  const tokensOf = ({ tokens }: { tokens?: Tokens | undefined }): Tokens => {
    if (!tokens) throw new Error('the answer has no tokens');
    return tokens;
  };

  return {
    clock,
    config,
    as,
    client,
    /** Everything the process has logged. */
    logged,
    /** Ids of sessions that were announced as revoked, in order. */
    revoked,
    /** As another service than the gateway. */
    clientOf: (service: string) => running.platforms.platform(service).rpc.client(AuthService),
    /** With an invitation where there is one. */
    register: async (username: string, password = PASSWORD, invitation?: string) =>
      tokensOf(await client().register({ username, password, ...(invitation && { invitation }) }, as())),
    /** Of the first account, where the start made one. */
    firstInvitation: () => running.service.firstInvitation,
    login: async (username: string, password = PASSWORD) =>
      tokensOf(await client().login({ username, password }, as())),
    refresh: async (refreshToken: string) => tokensOf(await client().refresh({ refreshToken }, as())),
    /** Asks something small that needs a valid access token. */
    ask: (token: string | undefined) => client().listSessions({}, as(token)),
    async restart() {
      await stop();
      running = await start();
    },
    /** A second view of the store, as tools have it. */
    openStore: () => running.platforms.platform('auth').openStore(authStore),
    async close() {
      await stop();
      folder.remove();
    },
  };
}

export type AuthWorld = Awaited<ReturnType<typeof createAuthWorld>>;
