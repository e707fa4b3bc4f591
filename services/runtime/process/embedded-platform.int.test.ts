import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { openSqliteStore } from '../eventlog/store/sqlite/open-sqlite-store.ts';
import { systemClock } from '../kernel/clock/port.ts';
import { randomIds } from '../kernel/ids/port.ts';
import { callOf, withCall } from '../network/rpc/call.ts';
import { append } from '../testing/append.ts';
import { EchoService } from '../testing/echo-service.ts';
import { createTempFolder } from '../testing/temp-folder.ts';
import { storeFile } from './data-folder.ts';
import { createEmbeddedPlatforms, type EmbeddedPlatforms } from './embedded-platform.ts';

const log = pino({ level: 'silent' });
const modeOf = (path: string) => statSync(path).mode & 0o777;
const definition = { projections: [], upcasters: {} };

describe('createEmbeddedPlatforms', () => {
  const folder = createTempFolder();
  const dataDir = join(folder.path, 'deep/data');
  let opened: EmbeddedPlatforms<string>[] = [];

  const create = (dir = dataDir) => {
    const platforms = createEmbeddedPlatforms<string>({ dataDir: dir, clock: systemClock, ids: randomIds, log });
    opened.push(platforms);
    return platforms;
  };

  afterEach(async () => {
    await Promise.all(opened.map((platforms) => platforms.close()));
    opened = [];
  });
  afterAll(() => folder.remove());

  it('opens a store for each service in the folder it creates', async () => {
    const platforms = create();
    const store = await platforms.platform('rooms').openStore(definition);
    await append(store, 'room-1', { type: 'Created', data: {} });
    await platforms.close();
    expect(existsSync(storeFile(dataDir, 'rooms'))).toBe(true);
    const again = await create().platform('rooms').openStore(definition);
    expect(await again.head('room-1')).toBe(1);
  });

  it('creates folder and files for their owner only, and leaves the modes of what is there', async () => {
    const dir = join(folder.path, 'private/data');
    const store = await create(dir).platform('auth').openStore(definition);
    await append(store, 'user-1', { type: 'Registered', data: {} });
    expect([dir, dirname(dir)].map(modeOf)).toEqual([0o700, 0o700]);
    const files = readdirSync(dir);
    expect(files).toEqual(expect.arrayContaining(['auth.db', 'auth.db-wal', 'confab.lock']));
    expect(files.filter((file) => modeOf(join(dir, file)) !== 0o600)).toEqual([]);

    await opened.pop()?.close();
    chmodSync(dir, 0o750);
    chmodSync(storeFile(dir, 'auth'), 0o640);
    await create(dir).platform('auth').openStore(definition);
    expect([dir, storeFile(dir, 'auth')].map(modeOf)).toEqual([0o750, 0o640]);
  });

  it('connects the services: calls carry their name, live and ephemeral messages arrive', async () => {
    const platforms = create();
    const rooms = platforms.platform('rooms');
    const gateway = platforms.platform('gateway');
    await rooms.rpc.serve(EchoService, {
      echo: (_, context) => ({ value: callOf(context).service ?? '' }),
      echoAgain: () => ({}),
    });
    const answer = await gateway.rpc.client(EchoService).echo({}, withCall({ token: 'T', correlationId: 'c' }));
    expect(answer.value).toBe('gateway');

    const seen: unknown[] = [];
    await gateway.live.subscribe('room.a', (batch) => void seen.push(...batch));
    await gateway.ephemeral.subscribe('typing', (payload) => void seen.push(payload));
    await rooms.live.close();
    rooms.live.publish('room.a', ['hello']);
    rooms.ephemeral.publish('typing', { user: 'u' });
    expect(seen).toEqual(['hello', { user: 'u' }]);
  });

  it('refuses a folder that another process serves from, and is free once that is killed', async () => {
    const program = join(import.meta.dirname, '../testing/hold-data-folder.ts');
    const child = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    expect(() => create()).toThrow(
      expect.objectContaining({ code: 'UNAVAILABLE', message: expect.stringMatching(/^The data folder .* is in use/) }),
    );
    const store = await openSqliteStore({ file: storeFile(dataDir, 'rooms'), projections: [], upcasters: {} });
    await store.close();
    child.kill('SIGKILL');
    await once(child, 'exit');
    create();
  });

  it('refuses a folder that is in use in this process', () => {
    create();
    expect(() => create()).toThrow(/in use/);
  });

  it('says in one line that a folder cannot be had', () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    expect(() => create(join(file, 'data'))).toThrow(/^The data folder .* cannot be written \(ENOTDIR\)\. [^\n]*$/);
  });
});
