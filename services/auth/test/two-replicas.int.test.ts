import { join } from 'node:path';
import { AuthService, ServerRole } from '@confab/proto/auth/v1/auth_pb';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { openSqliteStore } from '@confab/runtime/eventlog/store/sqlite/open-sqlite-store';
import { randomIds } from '@confab/runtime/kernel/ids/port';
import { withCall } from '@confab/runtime/network/rpc/call';
import { createEmbeddedPlatforms } from '@confab/runtime/process/embedded-platform';
import { createLogger } from '@confab/runtime/process/logging';
import { createManualClock } from '@confab/runtime/testing/manual-clock';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { authStore } from '../application/store.ts';
import { createAuthService } from '../service.ts';
import { cheapConfig, DAY_MS, PASSWORD } from './auth-world.ts';

describe('two replicas on one store', () => {
  const folder = createTempFolder();
  const clock = createManualClock();
  const log = createLogger({ name: 'test', level: 'silent' });

  const startReplica = async (name: string) => {
    const dataDir = join(folder.path, name);
    const platforms = createEmbeddedPlatforms<LiveEvent>({ dataDir, clock, ids: randomIds, log });
    const file = join(folder.path, 'auth.db');
    const openStore = () => openSqliteStore({ file, ...authStore, log });
    const service = await createAuthService(cheapConfig, { ...platforms.platform('auth'), openStore });
    return {
      client: platforms.platform('gateway').rpc.client(AuthService),
      async close() {
        await service.close();
        await platforms.close();
      },
    };
  };

  let replicas: Awaited<ReturnType<typeof startReplica>>[];
  beforeAll(async () => {
    replicas = await Promise.all([startReplica('left'), startReplica('right')]);
  });
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    folder.remove();
  });

  const on = (index: number) => {
    const replica = replicas[index % 2];
    if (!replica) throw new Error('the replicas are not started');
    return replica.client;
  };
  const as = (token = '') => withCall({ correlationId: randomIds.next(), ...(token ? { token } : {}) });

  it('appoint one administrator and give each name once', async () => {
    const attempts = await Promise.allSettled(
      ['ada', 'ADA', 'bob', 'BOB', 'eve', 'EVE'].map((username, i) =>
        on(i).register({ username, password: PASSWORD }, as()),
      ),
    );
    const made = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value.tokens?.user] : []));
    expect(made).toHaveLength(3);
    expect(made.filter((user) => user?.role === ServerRole.ADMIN)).toHaveLength(1);
  });

  it('sign with one key and take each other’s tokens', async () => {
    const { tokens } = await on(0).login({ username: 'ada', password: PASSWORD }, as());
    const { keys } = await on(0).getSigningKeys({}, as());
    expect((await on(1).getSigningKeys({}, as())).keys).toEqual(keys);
    expect(keys).toHaveLength(1);
    await expect(on(1).listSessions({}, as(tokens?.accessToken))).resolves.toBeDefined();
  });

  it('exchange refresh tokens of sessions that the other opened, and end them', async () => {
    const credentials = { username: 'ada', password: PASSWORD };
    let { tokens } = await on(1).login(credentials, as());
    ({ tokens } = await on(0).login(credentials, as()));
    for (const turn of [1, 0, 0, 1]) {
      ({ tokens } = await on(turn).refresh({ refreshToken: tokens?.refreshToken ?? '' }, as()));
    }
    await on(0).logout({}, as(tokens?.accessToken));
    const { refreshToken = '', accessToken } = tokens ?? {};
    await expect(on(1).refresh({ refreshToken }, as())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(on(1).listSessions({}, as(accessToken))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('publish each other’s new keys', async () => {
    clock.advance(30 * DAY_MS);
    await on(0).login({ username: 'ada', password: PASSWORD }, as());
    const { keys } = await on(1).getSigningKeys({}, as());
    expect(keys).toHaveLength(2);
    const { tokens } = await on(1).login({ username: 'ada', password: PASSWORD }, as());
    expect((await on(0).getSigningKeys({}, as())).keys).toEqual(keys);
    await expect(on(0).listSessions({}, as(tokens?.accessToken))).resolves.toBeDefined();
  });
});
