import { join } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../clock/port.ts';
import type { EventStore } from '../event-store/port.ts';
import { openSqliteStore } from '../event-store/sqlite/open-sqlite-store.ts';
import { randomIds } from '../ids/port.ts';
import { type Account, accounts, deposit, transfer } from '../testing/accounts.ts';
import { eventually } from '../testing/eventually.ts';
import { createTempFolder } from '../testing/temp-folder.ts';
import { createCommandRunner } from './command-runner.ts';
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

  beforeEach(async () => {
    files += 1;
    file = join(folder.path, `${files}.db`);
    store = await open();
  });
  afterEach(() => store.close());
  afterAll(() => folder.remove());

  const events = (stream: string) => store.readStream(stream, { after: 0, limit: 1_000 });
  const amounts = async (stream: string) =>
    (await events(stream)).map(({ data }) => (data as { amount: number }).amount);

  it('appends what was decided and answers once it is on disk', async () => {
    const runner = runnerOn(store);
    expect(await runner.run(deposit('a', 5, 'c1'))).toEqual({ balance: 5 });
    expect(await events('account-a')).toMatchObject([
      {
        seq: 1,
        type: 'Deposited',
        data: { amount: 5 },
        version: 1,
        actor: 'alice',
        commandId: 'c1',
        correlationId: 'c1',
      },
    ]);
    expect(await runner.peek<Account>('account-a')).toEqual({ state: { balance: 5 }, seq: 1 });
  });

  it('decides each command on the one before it, before that is written', async () => {
    const runner = runnerOn(store);
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => runner.run(deposit('a', 1, `c${i}`))));
    expect(answers.map(({ balance }) => balance)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect((await events('account-a')).map(({ seq }) => seq)).toEqual(answers.map(({ balance }) => balance));
  });

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

  it('commits a command over several streams as one', async () => {
    const runner = runnerOn(store);
    await runner.run(deposit('a', 10, 'c1'));
    expect(await runner.run(transfer({ from: 'a', to: 'b', amount: 4 }, 'c2'))).toEqual({ left: 6 });
    expect(await amounts('account-a')).toEqual([10, 4]);
    expect(await amounts('account-b')).toEqual([4]);
  });

  it('writes nothing for a refusal', async () => {
    const runner = runnerOn(store);
    await expect(runner.run(transfer({ from: 'a', to: 'b', amount: 1 }, 'c1'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await events('account-a')).toEqual([]);
    await runner.run(deposit('a', 1, 'c2'));
    expect(await runner.run(transfer({ from: 'a', to: 'b', amount: 1 }, 'c1'))).toEqual({ left: 0 });
  });

  describe('for a command id that was used', () => {
    it('gives the first answer, also in parallel', async () => {
      const runner = runnerOn(store);
      const answers = await Promise.all([1, 2, 3].map(() => runner.run(deposit('a', 5, 'c1'))));
      expect(answers).toEqual([{ balance: 5 }, { balance: 5 }, { balance: 5 }]);
      await runner.run(deposit('a', 5, 'c2'));
      expect(await runner.run(deposit('a', 5, 'c1'))).toEqual({ balance: 5 });
      expect(await amounts('account-a')).toEqual([5, 5]);
    });

    it('gives the first answer after a restart', async () => {
      await runnerOn(store).run(deposit('a', 5, 'c1'));
      await store.close();
      store = await open();
      expect(await runnerOn(store).run(deposit('a', 5, 'c1'))).toEqual({ balance: 5 });
      expect(await amounts('account-a')).toEqual([5]);
    });

    it('gives the first answer even where the command would be refused now', async () => {
      const runner = runnerOn(store);
      await runner.run(deposit('a', 5, 'c1'));
      await runner.run(transfer({ from: 'a', to: 'b', amount: 5 }, 'c2'));
      expect(await runnerOn(store).run(transfer({ from: 'a', to: 'b', amount: 5 }, 'c2'))).toEqual({ left: 0 });
      const barred = { ...transfer({ from: 'a', to: 'b', amount: 5 }, 'c2') };
      barred.prepare = () =>
        accounts.initialState() && Promise.reject(Object.assign(new Error(), { name: 'AppError' }));
      expect(await runnerOn(store).run(barred)).toEqual({ left: 0 });
    });

    it('refuses it for another command', async () => {
      const runner = runnerOn(store);
      await runner.run(deposit('a', 5, 'c1'));
      for (const other of [runner, runnerOn(store)]) {
        await expect(other.run(transfer({ from: 'a', to: 'b', amount: 1 }, 'c1'))).rejects.toMatchObject({
          code: 'CONFLICT',
        });
      }
    });

    it('keeps ids of different actors apart', async () => {
      const runner = runnerOn(store);
      await runner.run(deposit('a', 5, 'c1'));
      const bobs = deposit('a', 5, 'c1');
      expect(await runner.run({ ...bobs, meta: { ...bobs.meta, actor: 'bob' } })).toEqual({ balance: 10 });
    });

    it('goes on deciding on the stream of a repeat', async () => {
      await runnerOn(store).run(deposit('a', 5, 'c1'));
      const runner = runnerOn(store);
      const answers = [deposit('a', 5, 'c1'), deposit('a', 7, 'c2'), deposit('a', 1, 'c3')].map(runner.run);
      expect(await Promise.all(answers)).toEqual([{ balance: 5 }, { balance: 12 }, { balance: 13 }]);
      expect(await amounts('account-a')).toEqual([5, 7, 1]);
    });
  });

  describe('when another writer was there first', () => {
    it('decides again, in order, on what is there', async () => {
      const runner = runnerOn(store);
      await runner.run(deposit('a', 1, 'c0'));
      await runnerOn(store).run(deposit('a', 100, 'other'));
      const answers = await Promise.all([1, 2, 3].map((i) => runner.run(deposit('a', 1, `c${i}`))));
      expect(answers).toEqual([{ balance: 102 }, { balance: 103 }, { balance: 104 }]);
      expect(await amounts('account-a')).toEqual([1, 100, 1, 1, 1]);
    });

    it('does not refuse for a state that never came to be', async () => {
      const runner = runnerOn(store);
      await runner.run(deposit('a', 10, 'c0'));
      await runnerOn(store).run(deposit('a', 10, 'other'));
      const first = runner.run(transfer({ from: 'a', to: 'b', amount: 10 }, 'c1'));
      const second = runner.run(transfer({ from: 'a', to: 'b', amount: 10 }, 'c2'));
      expect(await Promise.all([first, second])).toEqual([{ left: 10 }, { left: 0 }]);
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

  it('answers without events only once what it rests on is on disk', async () => {
    const runner = runnerOn(store);
    let committed = false;
    store.onCommitted(() => {
      committed = true;
    });
    void runner.run(deposit('a', 5, 'c1'));
    expect(await runner.run(deposit('a', 0, 'c2'))).toEqual({ balance: 5 });
    expect(committed).toBe(true);
  });

  it('passes on that the outcome is unknown, then goes on from what is on disk', async () => {
    let broken = true;
    const flaky: EventStore = {
      ...store,
      commit: async (commit) => {
        const outcome = await store.commit(commit);
        if (broken) throw Object.assign(new Error('lost'), { name: 'AppError', code: 'UNAVAILABLE' });
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
});
