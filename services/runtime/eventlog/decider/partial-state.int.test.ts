import { join } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../../kernel/clock/port.ts';
import { randomIds } from '../../kernel/ids/port.ts';
import { correct, enter, type Ledger, ledgerProjection, ledgers } from '../../testing/ledgers.ts';
import { createTempFolder } from '../../testing/temp-folder.ts';
import type { EventStore } from '../store/port.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { createCommandRunner } from './command-runner.ts';

const log = pino({ level: 'silent' });

describe('a partial state', () => {
  const folder = createTempFolder();
  let files = 0;
  let store: EventStore;
  /** The store, without a way to fold a stream; counts what is loaded. */
  let counting: EventStore;
  let loads: number;

  const create = () =>
    createCommandRunner({ store: counting, kinds: [ledgers], clock: systemClock, ids: randomIds, log });
  const fix = (id: string, by: number, commandId: string) => correct(counting, { ledger: 'l', id, by }, commandId);

  beforeEach(async () => {
    files += 1;
    const file = join(folder.path, `${files}.db`);
    store = await openSqliteStore({ file, projections: [ledgerProjection], upcasters: {}, log });
    loads = 0;
    counting = {
      ...store,
      readStream: () => Promise.reject(new Error('a long stream must not be folded')),
      projections: {
        ...store.projections,
        get: (collection, key) => {
          loads += 1;
          return store.projections.get(collection, key);
        },
      },
    };
  });
  afterEach(() => store.close());
  afterAll(() => folder.remove());

  it('starts at the head and loads only the part that a command needs', async () => {
    const first = create();
    for (let i = 1; i <= 5; i++) expect(await first.run(enter('l', { id: `e${i}`, amount: i }, `c${i}`))).toBe(i);
    const runner = create();
    expect(await runner.run(fix('e3', 10, 'c6'))).toBe(3);
    expect(await runner.peek<Ledger>('ledger-l')).toMatchObject({ seq: 6 });
    expect((await runner.peek<Ledger>('ledger-l')).state.entries.size).toBe(1);
    expect(loads).toBe(1);
  });

  it('loads a part once for all who need it at the same time', async () => {
    await create().run(enter('l', { id: 'e', amount: 0 }, 'c'));
    const runner = create();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => runner.run(fix('e', 1, `c${i}`))));
    expect(answers).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(loads).toBe(1);
  });

  it('has a part that was just decided without loading it', async () => {
    const runner = create();
    await runner.peek('ledger-l');
    const entered = runner.run(enter('l', { id: 'e', amount: 5 }, 'c1'));
    expect(await runner.run(fix('e', 1, 'c2'))).toBe(5);
    await entered;
    expect(loads).toBe(0);
  });

  it('loads again what was trimmed, as it stands now', async () => {
    const runner = create();
    await runner.run(enter('l', { id: 'e', amount: 5 }, 'c'));
    await runner.run(fix('e', 1, 'c-fix'));
    for (let i = 0; i < 10; i++) await runner.run(enter('l', { id: `other${i}`, amount: i }, `c${i}`));
    expect((await runner.peek<Ledger>('ledger-l')).state.entries.size).toBeLessThanOrEqual(3);
    expect(await runner.run(fix('e', 1, 'c-again'))).toBe(6);
    expect(loads).toBe(1);
  });

  it('refuses what is not there, and accepts it once it is', async () => {
    const runner = create();
    await expect(runner.run(fix('e', 1, 'c1'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await runner.run(enter('l', { id: 'e', amount: 5 }, 'c2'));
    expect(await runner.run(fix('e', 1, 'c3'))).toBe(5);
  });

  it('is loaded anew when another writer was there first', async () => {
    const runner = create();
    await runner.run(enter('l', { id: 'e', amount: 5 }, 'c1'));
    await create().run(fix('e', 100, 'other'));
    const answers = await Promise.all([runner.run(fix('e', 1, 'c2')), runner.run(fix('e', 1, 'c3'))]);
    expect(answers).toEqual([105, 106]);
  });
});
