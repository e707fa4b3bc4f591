import { join } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../kernel/clock/port.ts';
import { randomIds } from '../kernel/ids/port.ts';
import { accounts, deposit } from '../testing/accounts.ts';
import { createTempFolder } from '../testing/temp-folder.ts';
import { createEmbeddedPlatforms } from './embedded-platform.ts';
import { ServiceShell } from './service-shell.ts';

const log = pino({ level: 'silent' });
const noKeys = async () => ({ keys: [], revokedSessionIds: [] });

describe('ServiceShell', () => {
  const folder = createTempFolder();
  const platforms = createEmbeddedPlatforms<string>({
    ...{ dataDir: join(folder.path, 'data'), clock: systemClock, ids: randomIds, log },
  });
  afterAll(async () => {
    await platforms.close();
    folder.remove();
  });

  it('runs commands, publishes what they commit, and closes once, in order', async () => {
    const platform = platforms.platform('bank');
    const shell = await ServiceShell.open(platform, {
      store: { projections: [], upcasters: {} },
      kinds: [accounts],
    });
    const seen: string[] = [];
    await shell.callers({ keys: noKeys, subject: 'sessions', heard: (event) => seen.push(`heard ${event}`) });
    const heard = await platform.live.subscribe('bank', (batch) => seen.push(...batch));
    shell.publish({
      route: ({ type, seq }) => [{ subject: 'bank', message: `${type} ${seq}` }],
      onError: (error) => seen.push(String(error)),
    });
    const service = shell.service({
      async before() {
        platform.live.publish('sessions', ['before']);
      },
      async after() {
        platform.live.publish('sessions', ['after']);
        await shell.runner.run(deposit('a', 1, 'last'));
        seen.push('closing');
      },
    });

    await shell.runner.run(deposit('a', 2, 'first'));
    await service.ready();
    await Promise.all([service.close(), service.close()]);
    expect(seen).toEqual(['Deposited 1', 'heard before', 'Deposited 2', 'closing']);
    await expect(service.ready()).rejects.toThrow();
    heard.unsubscribe();
  });
});
