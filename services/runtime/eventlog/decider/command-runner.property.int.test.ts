import { join } from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import { systemClock } from '../../kernel/clock/port.ts';
import { AppError, isAppError } from '../../kernel/errors/app-error.ts';
import { randomIds } from '../../kernel/ids/port.ts';
import { accounts, deposit, transfer } from '../../testing/accounts.ts';
import { createTempFolder } from '../../testing/temp-folder.ts';
import type { StoredEvent } from '../store/event.ts';
import type { EventStore } from '../store/port.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { createCommandRunner } from './command-runner.ts';
import type { Command, CommandRunner } from './port.ts';

const log = pino({ level: 'silent' });
const names = ['a', 'b', 'c'];

/** One command as fast-check draws it. `fault`: what the store does to its first commit. */
interface Drawn {
  from: string;
  to: string;
  amount: number;
  isDeposit: boolean;
  runner: number;
  pauses: number;
  repeats: number;
  fault: 'none' | 'lost before' | 'lost after';
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  from: fc.constantFrom(...names),
  to: fc.constantFrom(...names),
  amount: fc.integer({ min: 1, max: 9 }),
  isDeposit: fc.boolean(),
  runner: fc.integer({ min: 0, max: 1 }),
  pauses: fc.integer({ min: 0, max: 4 }),
  repeats: fc.integer({ min: 0, max: 2 }),
  fault: fc.constantFrom('none', 'none', 'none', 'none', 'lost before', 'lost after'),
});

/** Loses the requests or answers of some commits, once for each command. */
function withFaults(store: EventStore, faults: Map<string, Drawn['fault']>): EventStore {
  return {
    ...store,
    async commit(commit) {
      const fault = faults.get(commit.commandId);
      faults.delete(commit.commandId);
      if (fault === 'lost before') throw new AppError('UNAVAILABLE', 'lost');
      const outcome = await store.commit(commit);
      if (fault === 'lost after') throw new AppError('UNAVAILABLE', 'lost');
      return outcome;
    },
  };
}

type Answer = { result: unknown } | { refused: string };

/** As a client does: again, with the same id, until there is an answer. */
async function insist(runner: CommandRunner, command: Command<void, unknown>): Promise<Answer> {
  for (;;) {
    try {
      return { result: await runner.run(command) };
    } catch (error) {
      if (!isAppError(error)) throw error;
      if (!error.retryable) return { refused: error.code };
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** Runs the log one command after the other and returns the answers that it implies, by command id. */
function replay(events: readonly StoredEvent[]): Map<string, unknown> {
  const balances = new Map<string, number>();
  const answers = new Map<string, unknown>();
  for (const { stream, type, data, commandId } of events) {
    const { amount } = data as { amount: number };
    const balance = (balances.get(stream) ?? 0) + (type === 'Deposited' ? amount : -amount);
    expect(balance).toBeGreaterThanOrEqual(0);
    balances.set(stream, balance);
    if (type === 'Withdrawn') answers.set(commandId, { left: balance });
    else if (!answers.has(commandId)) answers.set(commandId, { balance });
  }
  return answers;
}

describe('createCommandRunner', () => {
  const folder = createTempFolder();
  let store: EventStore;
  let runs = 0;

  beforeAll(async () => {
    store = await openSqliteStore({ file: join(folder.path, 'test.db'), projections: [], upcasters: {}, log });
  });
  afterAll(async () => {
    await store.close();
    folder.remove();
  });

  const check = async (commands: readonly Drawn[]) => {
    runs += 1;
    const account = (name: string) => `${runs}${name}`;
    const faults = new Map(commands.map(({ fault }, i) => [`${runs}-${i}`, fault]));
    const faulty = withFaults(store, faults);
    const create = () =>
      createCommandRunner({ store: faulty, kinds: [accounts], clock: systemClock, ids: randomIds, log });
    const runners = [create(), create()] as const;
    const start = (await store.readAll({ after: 0, limit: 1_000_000 })).at(-1)?.position ?? 0;

    const runOne = async ({ from, to, amount, isDeposit, runner, pauses, repeats }: Drawn, i: number) => {
      const id = `${runs}-${i}`;
      const command: Command<void, unknown> = isDeposit
        ? deposit(account(to), amount, id)
        : transfer({ from: account(from), to: account(to), amount }, id);
      for (let pause = 0; pause < pauses; pause++) await new Promise((resolve) => setImmediate(resolve));
      const on = (n: number) => runners[(n % 2) as 0 | 1];
      return Promise.all(Array.from({ length: repeats + 1 }, (_, n) => insist(on(runner + n), command)));
    };
    const answers = await Promise.all(commands.map(runOne));

    const events = await store.readAll({ after: start, limit: 1_000_000 });
    const implied = replay(events);
    const distinct = new Set(events.map(({ stream, commandId, type }) => `${stream} ${commandId} ${type}`));
    expect(distinct.size).toBe(events.length);
    answers.forEach((given, i) => {
      const committed = implied.get(`${runs}-${i}`);
      for (const answer of given) {
        if ('result' in answer) expect(answer.result).toEqual(committed);
        else expect(answer.refused).toBe('FORBIDDEN');
      }
      if (!given.some((answer) => 'result' in answer)) expect(committed).toBeUndefined();
    });
    for (const name of names) {
      const stream = `account-${account(name)}`;
      const seqs = events.filter((event) => event.stream === stream).map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, i) => i + 1));
    }
  };

  it('leaves the log of a sequential history, whatever two runners on one store do at the same time', async () => {
    const transfers = fc.array(
      drawn.filter(({ isDeposit, from, to }) => isDeposit || from !== to),
      { minLength: 1, maxLength: 40 },
    );
    await fc.assert(fc.asyncProperty(transfers, check), { numRuns: 80, endOnFailure: true });
  }, 60_000);
});
