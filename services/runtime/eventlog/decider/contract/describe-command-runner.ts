import { AppError } from '../../../kernel/errors/app-error.ts';
import { type Account, deposit, transfer } from '../../../testing/accounts.ts';
import { range } from '../../store/contract/fixture.ts';
import type { EventStore } from '../../store/port.ts';
import type { Held } from '../decider.ts';
import type { CommandRunner } from '../port.ts';

/**
 * One store and runners of accounts on it, each with a memory of its own, as in another process.
 */
export interface RunnerFixture {
  store(): EventStore;
  runner(): CommandRunner;
  /** Closes the store and opens it again. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** What every driver of `CommandRunner` keeps. */
export function describeCommandRunner(driver: string, open: () => Promise<RunnerFixture>): void {
  describe(`${driver} as CommandRunner`, () => {
    let fixture: RunnerFixture;
    let store: EventStore;
    beforeEach(async () => {
      fixture = await open();
      store = fixture.store();
    });
    afterEach(() => fixture.close());

    const events = (stream: string) => store.readStream(stream, { after: 0, limit: 1_000 });
    const amounts = async (stream: string) =>
      (await events(stream)).map(({ data }) => (data as { amount: number }).amount);

    it('appends what was decided and answers once it is on disk', async () => {
      const runner = fixture.runner();
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
      const runner = fixture.runner();
      const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => runner.run(deposit('a', 1, `c${i}`))));
      expect(answers.map(({ balance }) => balance)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
      expect((await events('account-a')).map(({ seq }) => seq)).toEqual(answers.map(({ balance }) => balance));
    });

    it('commits a command over several streams as one', async () => {
      const runner = fixture.runner();
      await runner.run(deposit('a', 10, 'c1'));
      expect(await runner.run(transfer({ from: 'a', to: 'b', amount: 4 }, 'c2'))).toEqual({ left: 6 });
      expect(await amounts('account-a')).toEqual([10, 4]);
      expect(await amounts('account-b')).toEqual([4]);
    });

    it('prepares again what was prepared before something else was decided, once for each of many at once', async () => {
      const prepared = range(20, 0).map(() => 0);
      /** Notes how often money came in before, as it is on disk. */
      const count = (n: number) => {
        const { meta } = deposit('a', 0, `c${n}`);
        return {
          meta,
          streams: () => ['account-a'],
          async prepare() {
            prepared[n] = (prepared[n] ?? 0) + 1;
            return (await events('account-a')).length;
          },
          decide: (before: number, { hold }: { hold<State>(stream: string): Held<State> }) => {
            if (hold('account-a').seq !== before) return 'outdated' as const;
            const event = { type: 'Deposited', data: { amount: before + 1 } };
            return { events: [{ stream: 'account-a', event }], result: { balance: before } };
          },
        };
      };
      const runners = [fixture.runner(), fixture.runner()];
      await Promise.all(prepared.map((_, n) => runners[0]?.run(count(n))));
      expect(await amounts('account-a')).toEqual(range(20, 1));
      expect(Math.max(...prepared)).toBe(2);
      // Another process knows nothing of it yet.
      await runners[1]?.run(deposit('a', 21, 'other'));
      expect(await runners[0]?.run(count(19))).toBeDefined();
      await runners[0]?.run({ ...count(0), meta: { ...count(0).meta, commandId: 'new' } });
      expect(await amounts('account-a')).toEqual(range(22, 1));
    });

    it('writes nothing for a refusal', async () => {
      const runner = fixture.runner();
      await expect(runner.run(transfer({ from: 'a', to: 'b', amount: 1 }, 'c1'))).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
      expect(await events('account-a')).toEqual([]);
      await runner.run(deposit('a', 1, 'c2'));
      expect(await runner.run(transfer({ from: 'a', to: 'b', amount: 1 }, 'c1'))).toEqual({ left: 0 });
    });

    describe('for a command id that was used', () => {
      it('gives the first answer, also in parallel', async () => {
        const runner = fixture.runner();
        const answers = await Promise.all([1, 2, 3].map(() => runner.run(deposit('a', 5, 'c1'))));
        expect(answers).toEqual([{ balance: 5 }, { balance: 5 }, { balance: 5 }]);
        await runner.run(deposit('a', 5, 'c2'));
        expect(await runner.run(deposit('a', 5, 'c1'))).toEqual({ balance: 5 });
        expect(await amounts('account-a')).toEqual([5, 5]);
      });

      it('gives the first answer after a restart', async () => {
        await fixture.runner().run(deposit('a', 5, 'c1'));
        await fixture.reopen();
        store = fixture.store();
        expect(await fixture.runner().run(deposit('a', 5, 'c1'))).toEqual({ balance: 5 });
        expect(await amounts('account-a')).toEqual([5]);
      });

      it('gives the first answer even where the command would be refused now', async () => {
        const runner = fixture.runner();
        await runner.run(deposit('a', 5, 'c1'));
        await runner.run(transfer({ from: 'a', to: 'b', amount: 5 }, 'c2'));
        expect(await fixture.runner().run(transfer({ from: 'a', to: 'b', amount: 5 }, 'c2'))).toEqual({ left: 0 });
        const barred = {
          ...transfer({ from: 'a', to: 'b', amount: 5 }, 'c2'),
          prepare: () => Promise.reject(new AppError('FORBIDDEN', 'You are banned.')),
        };
        expect(await fixture.runner().run(barred)).toEqual({ left: 0 });
      });

      it('refuses it for another command', async () => {
        const runner = fixture.runner();
        await runner.run(deposit('a', 5, 'c1'));
        for (const other of [runner, fixture.runner()]) {
          await expect(other.run(transfer({ from: 'a', to: 'b', amount: 1 }, 'c1'))).rejects.toMatchObject({
            code: 'CONFLICT',
          });
        }
      });

      describe('and stands for what the command said', () => {
        const saying = (digest: string | undefined, amount: number, id = 'c1') => {
          const command = deposit('a', amount, id);
          return { ...command, meta: { ...command.meta, digest } };
        };

        it('refuses it for anything else, here, on another replica and after a restart', async () => {
          const runner = fixture.runner();
          await runner.run(saying('five', 5));
          for (const other of [runner, fixture.runner()]) {
            await expect(other.run(saying('six', 6))).rejects.toMatchObject({ code: 'CONFLICT' });
            expect(await other.run(saying('five', 5))).toEqual({ balance: 5 });
          }
          await fixture.reopen();
          store = fixture.store();
          const later = fixture.runner();
          await expect(later.run(saying('six', 6))).rejects.toMatchObject({ code: 'CONFLICT' });
          expect(await later.run(saying('five', 5))).toEqual({ balance: 5 });
          expect(await amounts('account-a')).toEqual([5]);
        });

        it('lets one through of several that differ and come at once, from one process or from two', async () => {
          const runners = [fixture.runner(), fixture.runner()];
          const answers = await Promise.allSettled(
            range(20, 0).map((n) => runners[n % 2]?.run(saying(`${n % 5}`, (n % 5) + 1))),
          );
          const [first, ...more] = await amounts('account-a');
          expect(more).toEqual([]);
          for (const [n, answer] of answers.entries()) {
            if ((n % 5) + 1 === first) expect(answer).toMatchObject({ value: { balance: first } });
            else expect(answer).toMatchObject({ reason: { code: 'CONFLICT' } });
          }
        });

        it('refuses it where the other command would be refused anyway', async () => {
          await fixture.runner().run(saying('five', 5));
          const barred = {
            ...saying('six', 6),
            prepare: () => Promise.reject(new AppError('NOT_FOUND', 'There is no such account.')),
          };
          await expect(fixture.runner().run(barred)).rejects.toMatchObject({ code: 'CONFLICT' });
        });

        it('refuses it where the other command changes nothing', async () => {
          await fixture.runner().run(saying('five', 5));
          await expect(fixture.runner().run(saying('nothing', 0))).rejects.toMatchObject({ code: 'CONFLICT' });
        });

        it('lets it be used again where the first was refused', async () => {
          const runner = fixture.runner();
          const { meta } = saying('too much', 0);
          const refused = { ...transfer({ from: 'a', to: 'b', amount: 9 }, 'c1'), meta };
          await expect(runner.run(refused)).rejects.toMatchObject({ code: 'FORBIDDEN' });
          expect(await runner.run(saying('five', 5))).toEqual({ balance: 5 });
        });

        it('gives the first answer of a command of which was not kept what it said', async () => {
          await fixture.runner().run(saying(undefined, 5));
          expect(await fixture.runner().run(saying('six', 6))).toEqual({ balance: 5 });
        });
      });

      it('keeps ids of different actors apart', async () => {
        const runner = fixture.runner();
        await runner.run(deposit('a', 5, 'c1'));
        const bobs = deposit('a', 5, 'c1');
        expect(await runner.run({ ...bobs, meta: { ...bobs.meta, actor: 'bob' } })).toEqual({ balance: 10 });
      });

      it('goes on deciding on the stream of a repeat', async () => {
        await fixture.runner().run(deposit('a', 5, 'c1'));
        const runner = fixture.runner();
        const answers = [deposit('a', 5, 'c1'), deposit('a', 7, 'c2'), deposit('a', 1, 'c3')].map(runner.run);
        expect(await Promise.all(answers)).toEqual([{ balance: 5 }, { balance: 12 }, { balance: 13 }]);
        expect(await amounts('account-a')).toEqual([5, 7, 1]);
      });
    });

    describe('when another writer was there first', () => {
      it('decides again, in order, on what is there', async () => {
        const runner = fixture.runner();
        await runner.run(deposit('a', 1, 'c0'));
        await fixture.runner().run(deposit('a', 100, 'other'));
        const answers = await Promise.all([1, 2, 3].map((i) => runner.run(deposit('a', 1, `c${i}`))));
        expect(answers).toEqual([{ balance: 102 }, { balance: 103 }, { balance: 104 }]);
        expect(await amounts('account-a')).toEqual([1, 100, 1, 1, 1]);
      });

      it('does not refuse for a state that never came to be', async () => {
        const runner = fixture.runner();
        await runner.run(deposit('a', 10, 'c0'));
        await fixture.runner().run(deposit('a', 10, 'other'));
        const first = runner.run(transfer({ from: 'a', to: 'b', amount: 10 }, 'c1'));
        const second = runner.run(transfer({ from: 'a', to: 'b', amount: 10 }, 'c2'));
        expect(await Promise.all([first, second])).toEqual([{ left: 10 }, { left: 0 }]);
      });
    });

    describe('when another writer changed what a decision without events rests on', () => {
      it('does not refuse for what was true before', async () => {
        const runner = fixture.runner();
        await runner.peek('account-a');
        await fixture.runner().run(deposit('a', 10, 'other'));
        expect(await runner.run(transfer({ from: 'a', to: 'b', amount: 10 }, 'c1'))).toEqual({ left: 0 });
      });

      it('refuses for what is true now, with all its streams', async () => {
        const runner = fixture.runner();
        const other = fixture.runner();
        await runner.run(deposit('a', 10, 'c1'));
        await other.run(transfer({ from: 'a', to: 'b', amount: 10 }, 'other'));
        const refused = runner.run(transfer({ from: 'a', to: 'b', amount: 20 }, 'c2'));
        await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
        expect(await runner.peek<Account>('account-a')).toEqual({ state: { balance: 0 }, seq: 2 });
        expect(await runner.peek<Account>('account-b')).toEqual({ state: { balance: 10 }, seq: 1 });
      });

      it('answers with what is there', async () => {
        const runner = fixture.runner();
        await runner.run(deposit('a', 1, 'c1'));
        await fixture.runner().run(deposit('a', 100, 'other'));
        expect(await runner.run(deposit('a', 0, 'c2'))).toEqual({ balance: 101 });
      });

      it('answers so while its own writes are under way', async () => {
        const runner = fixture.runner();
        await runner.run(deposit('a', 1, 'c1'));
        await fixture.runner().run(deposit('a', 100, 'other'));
        const commands = [deposit('a', 10, 'c2'), deposit('a', 0, 'c3'), deposit('a', 5, 'c4')];
        const [first, looked, second] = await Promise.all(commands.map(runner.run));
        expect([first, second]).toEqual([{ balance: 111 }, { balance: 116 }]);
        expect([first, second]).toContainEqual(looked);
      });

      it('shows it to a fresh look', async () => {
        const runner = fixture.runner();
        await runner.run(deposit('a', 1, 'c1'));
        await fixture.runner().run(deposit('a', 100, 'other'));
        expect((await runner.peek<Account>('account-a')).seq).toBe(1);
        expect(await runner.peek<Account>('account-a', { fresh: true })).toEqual({ state: { balance: 101 }, seq: 2 });
      });
    });

    it('answers without events only once what it rests on is on disk', async () => {
      const runner = fixture.runner();
      let committed = false;
      store.onCommitted(() => {
        committed = true;
      });
      void runner.run(deposit('a', 5, 'c1'));
      expect(await runner.run(deposit('a', 0, 'c2'))).toEqual({ balance: 5 });
      expect(committed).toBe(true);
    });
  });
}
