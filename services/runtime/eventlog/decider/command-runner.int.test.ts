import { join } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../../kernel/clock/port.ts';
import { AppError } from '../../kernel/errors/app-error.ts';
import { randomIds } from '../../kernel/ids/port.ts';
import { accounts, deposit, transfer } from '../../testing/accounts.ts';
import { eventually } from '../../testing/eventually.ts';
import { createTempFolder } from '../../testing/temp-folder.ts';
import type { EventStore } from '../store/port.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { createCommandRunner } from './command-runner.ts';
import { describeCommandRunner } from './contract/describe-command-runner.ts';
import type { AnyStreamKind } from './port.ts';

const log = pino({ level: 'silent' });

describe('createCommandRunner', () => {
  const folder = createTempFolder();
  let files = 0;
  let file: string;
  let store: EventStore;

  const open = () => openSqliteStore({ file, projections: [], upcasters: {}, log });
  const runnerOn = (on: EventStore, kinds: readonly AnyStreamKind[] = [accounts], cacheSize = 100) =>
    createCommandRunner({ store: on, kinds, clock: systemClock, ids: randomIds, cacheSize, log });

  const setUp = async () => {
    files += 1;
    file = join(folder.path, `${files}.db`);
    store = await open();
  };
  afterAll(() => folder.remove());

  describeCommandRunner('createCommandRunner', async () => {
    await setUp();
    return {
      store: () => store,
      runner: () => runnerOn(store),
      async reopen() {
        await store.close();
        store = await open();
      },
      close: () => store.close(),
    };
  });

  describe('on its own', () => {
    beforeEach(setUp);
    afterEach(() => store.close());

    it('reads nothing for a stream that is hot', async () => {
      let reads = 0;
      const counting: EventStore = {
        ...store,
        readStream: (...args) => {
          reads += 1;
          return store.readStream(...args);
        },
        head: () => Promise.reject(new Error('read')),
        findCommand: () => Promise.reject(new Error('read')),
      };
      const runner = runnerOn(counting);
      await Promise.all(Array.from({ length: 20 }, (_, i) => runner.run(deposit('a', 1, `c${i}`))));
      for (let i = 20; i < 40; i++) await runner.run(deposit('a', 1, `c${i}`));
      expect(reads).toBe(1);
    });

    it('shows at a glance only what is hot, settled and nobody else can have changed', async () => {
      const shared = runnerOn(store);
      await shared.run(deposit('a', 1, 'c1'));
      expect(shared.glance('account-a')).toBeUndefined();
      const runner = runnerOn({ ...store, isSoleWriter: true });
      expect(runner.glance('account-a')).toBeUndefined();
      await runner.peek('account-a');
      expect(runner.glance('account-a')).toMatchObject({ state: { balance: 1 }, seq: 1 });
      const underWay: unknown[] = [];
      store.onCommitted(() => underWay.push(runner.glance('account-a')));
      await runner.run(deposit('a', 2, 'c2'));
      expect(underWay).toEqual([undefined]);
      expect(runner.glance('account-a')).toMatchObject({ state: { balance: 3 }, seq: 2 });
    });

    it('keeps the state of a stream that only it writes to when it refuses on it', async () => {
      let folds = 0;
      const counting: EventStore = {
        ...store,
        readStream: (...args) => {
          folds += 1;
          return store.readStream(...args);
        },
      };
      const runner = runnerOn(counting);
      const writes = Array.from({ length: 20 }, (_, i) => runner.run(deposit('a', 1, `c${i}`)));
      const refusals = Array.from({ length: 20 }, async (_, i) => {
        await writes[i];
        return runner.run(transfer({ from: 'a', to: 'a', amount: 1_000 }, `t${i}`));
      });
      const more = Array.from({ length: 20 }, (_, i) => runner.run(deposit('a', 1, `d${i}`)));
      for (const { status } of await Promise.allSettled(refusals)) expect(status).toBe('rejected');
      await Promise.all(more);
      expect(folds).toBe(1);
    });

    it('gives up with ABORTED where others write faster than it can look', async () => {
      let tries = 0;
      const busy: EventStore = { ...store, head: async (stream) => (await store.head(stream)) + 1 };
      const never = { ...deposit('a', 0, 'c1'), decide: () => ({ events: [], result: { balance: ++tries } }) };
      await expect(runnerOn(busy).run(never)).rejects.toMatchObject({ code: 'ABORTED' });
      expect(tries).toBe(6);
    });

    it('passes on that the outcome is unknown, then goes on from what is on disk', async () => {
      let broken = true;
      const flaky: EventStore = {
        ...store,
        commit: async (commit) => {
          const outcome = await store.commit(commit);
          if (broken) throw new AppError('UNAVAILABLE', 'lost');
          return outcome;
        },
      };
      const runner = runnerOn(flaky);
      await expect(runner.run(deposit('a', 5, 'c1'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      broken = false;
      expect(await runner.run(deposit('a', 5, 'c1'))).toEqual({ balance: 5 });
      expect(await runner.run(deposit('a', 2, 'c2'))).toEqual({ balance: 7 });
    });

    it('survives a failing evolve without a half-changed state', async () => {
      let failing = true;
      const fragile: AnyStreamKind = {
        ...accounts,
        evolve(state, event, place) {
          const next = accounts.evolve(state, event as never, place);
          if (failing && next.balance === 3) throw new Error('evolve failed');
          return next;
        },
      };
      const runner = runnerOn(store, [fragile]);
      await runner.run(deposit('a', 1, 'c1'));
      await expect(runner.run(deposit('a', 2, 'c2'))).rejects.toThrow('evolve failed');
      failing = false;
      expect(await runner.run(deposit('a', 2, 'c3'))).toEqual({ balance: 3 });
    });

    it('keeps serving many streams from a small cache', async () => {
      const runner = runnerOn(store, [accounts], 3);
      const names = Array.from({ length: 20 }, (_, i) => `n${i}`);
      await Promise.all(names.map((name) => runner.run(deposit(name, 1, `first-${name}`))));
      const answers = await Promise.all(names.map((name) => runner.run(deposit(name, 1, `second-${name}`))));
      expect(answers).toEqual(names.map(() => ({ balance: 2 })));
    });

    it('folds from a snapshot', async () => {
      let folded = 0;
      const kind: AnyStreamKind = {
        ...accounts,
        evolve(state, event, place) {
          folded += 1;
          return accounts.evolve(state, event as never, place);
        },
        snapshot: { every: 10, version: 1, toJson: (state) => state, fromJson: (json) => json },
      };
      const runner = runnerOn(store, [kind]);
      for (let i = 0; i < 25; i++) await runner.run(deposit('a', 1, `c${i}`));
      await eventually(async () => expect(await store.readSnapshot('account-a', 1)).toMatchObject({ seq: 20 }));
      folded = 0;
      expect(await runnerOn(store, [kind]).peek('account-a')).toEqual({ state: { balance: 25 }, seq: 25 });
      expect(folded).toBe(5);
      const next = { ...kind, snapshot: { ...kind.snapshot, version: 2 } } as AnyStreamKind;
      expect(await runnerOn(store, [next]).peek('account-a')).toEqual({ state: { balance: 25 }, seq: 25 });
      expect(folded).toBe(30);
    });

    it('gives up with ABORTED after five more tries', async () => {
      let tries = 0;
      const lost: EventStore = {
        ...store,
        commit: async () => {
          tries += 1;
          return { kind: 'conflict', stream: 'account-a' };
        },
      };
      await expect(runnerOn(lost).run(deposit('a', 1, 'c1'))).rejects.toMatchObject({ code: 'ABORTED' });
      expect(tries).toBe(6);
    });
  });
});
