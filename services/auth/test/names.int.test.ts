import { join } from 'node:path';
import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import { openMongoStore } from '@confab/runtime/eventlog/store/mongo/open-mongo-store';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { openSqliteStore } from '@confab/runtime/eventlog/store/sqlite/open-sqlite-store';
import { randomIds } from '@confab/runtime/kernel/ids/port';
import { nameKeys } from '@confab/runtime/kernel/names/name-key';
import { withCall } from '@confab/runtime/network/rpc/call';
import { createEmbeddedPlatforms } from '@confab/runtime/process/embedded-platform';
import { createLogger } from '@confab/runtime/process/logging';
import { connectMongo } from '@confab/runtime/process/mongo-connection';
import { testMongo } from '@confab/runtime/testing/backends';
import { createManualClock } from '@confab/runtime/testing/manual-clock';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import fc from 'fast-check';
import { createArgon2Passwords } from '../adapters/argon2-passwords.ts';
import { authStore } from '../application/store.ts';
import { createAuthService } from '../service.ts';
import { cheapConfig, PASSWORD } from './auth-world.ts';

const log = createLogger({ name: 'test', level: 'silent' });

/** How a store is opened, several times, by engine. */
const engines: Record<string, () => Promise<{ open(member: string): Promise<EventStore>; destroy(): Promise<void> }>> =
  {
    async sqlite() {
      const folder = createTempFolder();
      const file = join(folder.path, 'auth.db');
      return { open: () => openSqliteStore({ file, ...authStore, log }), destroy: async () => folder.remove() };
    },
    async mongo() {
      const client = await connectMongo({ url: await testMongo() });
      const database = `auth_${crypto.randomUUID().slice(0, 8)}`;
      return {
        open: (id) =>
          openMongoStore({
            client,
            database,
            member: { id, ready: async () => {} },
            ...authStore,
            consumers: ['publisher'],
          }),
        async destroy() {
          await client.db(database).dropDatabase();
          await client.close();
        },
      };
    },
  };

/** An account as it was made before names had keys. */
async function accountOfBefore(store: EventStore, userId: string, username: string): Promise<void> {
  const passwords = await createArgon2Passwords(cheapConfig.passwords);
  const folded = username.toLowerCase();
  const account = { userId, username, folded, displayName: username, role: 'MEMBER' };
  const meta = { seq: 1, version: 1, atMs: 1, actor: userId, commandId: userId, correlationId: 'test' };
  const events: NewEvent[] = [
    { ...meta, id: `${userId}-1`, stream: `username-${folded}`, type: 'UsernameClaimed', data: { userId, folded } },
    {
      ...{ ...meta, id: `${userId}-2`, stream: `user-${userId}`, type: 'UserRegistered' },
      data: { ...account, passwordHash: await passwords.hash(PASSWORD) },
    },
  ];
  await store.commit({ actor: userId, commandId: userId, command: 'Register', result: null, events });
}

describe.each(Object.keys(engines))('names on %s, with two replicas', (engine) => {
  const folder = createTempFolder();
  let opened: Awaited<ReturnType<(typeof engines)[string]>>;
  let replicas: Awaited<ReturnType<typeof startReplica>>[];

  const startReplica = async (name: string) => {
    const dataDir = join(folder.path, name);
    const platforms = createEmbeddedPlatforms<LiveEvent>({ dataDir, clock: createManualClock(), ids: randomIds, log });
    const openStore = () => opened.open(name);
    const service = await createAuthService(cheapConfig, { ...platforms.platform('auth'), openStore });
    const client = platforms.platform('gateway').rpc.client(AuthService);
    const close = async () => {
      await service.close();
      await platforms.close();
    };
    return { client, close };
  };

  beforeAll(async () => {
    opened = await engines[engine]!();
    const store = await opened.open('before');
    await accountOfBefore(store, 'u0', 'boss\uFE0F');
    await accountOfBefore(store, 'u1', 'bоss');
    await store.close();
    replicas = await Promise.all(['left', 'right'].map(startReplica));
  }, 60_000);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await opened.destroy();
    folder.remove();
  });

  const as = () => withCall({ correlationId: randomIds.next() });
  const register = (username: string, on = 0) =>
    replicas[on % 2]!.client.register({ username, password: PASSWORD }, as());
  const taken = expect.objectContaining({ code: 'ALREADY_EXISTS', field: 'username' });

  it('of before keep working, those that look like each other too', async () => {
    for (const username of ['boss\uFE0F', 'BOSS\uFE0F', 'bоss', 'BОSS']) {
      const { tokens } = await replicas[0]!.client.login({ username, password: PASSWORD }, as());
      expect(tokens?.user?.username.toLowerCase()).toBe(username.toLowerCase());
    }
  });

  it('cannot be taken if they look like one of before', async () => {
    for (const username of ['boss', 'BOSS', 'b0ss', 'ＢＯＳＳ'])
      await expect(register(username)).rejects.toEqual(taken);
  });

  it('cannot be taken if they look like one that was taken a moment ago, on either replica', async () => {
    await register('Alice', 0);
    for (const username of ['alice', 'aIice', 'a1ice', 'ａｌｉｃｅ']) {
      for (const on of [0, 1]) await expect(register(username, on)).rejects.toEqual(taken);
    }
  });

  it('are taken once by many at the same moment who want one that looks the same', async () => {
    const looks = ['paul', 'PAUL', 'pau1', 'ｐａｕｌ', 'pauI'];
    const attempts = await Promise.allSettled([...looks, ...looks].map((username, on) => register(username, on)));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('never have a key in common, whatever is asked for', async () => {
    const given: string[] = [];
    const letter = fc.constantFrom(
      'a',
      'A',
      'а',
      'l',
      '1',
      'I',
      'i',
      'o',
      '0',
      'О',
      'ﬁ',
      'f',
      'm',
      'r',
      'n',
      '\uFE0F',
      '\u0301',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(letter, { minLength: 1, maxLength: 4 }), fc.nat(1), async (letters, on) => {
        const username = letters.join('');
        await register(username, on).then(
          () => given.push(username),
          (error) => expect(['ALREADY_EXISTS', 'BAD_USER_INPUT']).toContain(error.code),
        );
      }),
      { numRuns: 60 },
    );
    expect(given.length).toBeGreaterThan(5);
    const keys = given.flatMap((name) => nameKeys(name.normalize('NFC')));
    expect(new Set(keys).size).toBe(keys.length);
  }, 60_000);
});
