import type { StreamKind } from '../eventlog/decider/decider.ts';
import type { Command } from '../eventlog/decider/port.ts';
import type { DomainEvent } from '../eventlog/store/event.ts';
import { AppError } from '../kernel/errors/app-error.ts';

/** A small domain for the runtime's own tests: money moves between accounts and is neither made nor lost. */
export type AccountEvent = DomainEvent<'Deposited' | 'Withdrawn', { amount: number }>;

export interface Account {
  balance: number;
}

export const accounts: StreamKind<Account, AccountEvent> = {
  prefix: 'account-',
  initialState: () => ({ balance: 0 }),
  evolve(state, { type, data }) {
    state.balance += type === 'Deposited' ? data.amount : -data.amount;
    return state;
  },
};

const meta = (command: string, commandId: string, actor = 'alice') => ({
  actor,
  commandId,
  correlationId: commandId,
  command,
});

/** Answers with the balance after it. */
export function deposit(account: string, amount: number, commandId: string): Command<void, { balance: number }> {
  const stream = `account-${account}`;
  return {
    meta: meta('Deposit', commandId),
    prepare: async () => {},
    streams: () => [stream],
    decide: (_, { hold }) => ({
      events: amount === 0 ? [] : [{ stream, event: { type: 'Deposited', data: { amount } } }],
      result: { balance: hold<Account>(stream).state.balance + amount },
    }),
  };
}

/** Refused with FORBIDDEN where there is not enough. Answers with what is left. */
export function transfer(
  { from, to, amount }: { from: string; to: string; amount: number },
  commandId: string,
): Command<void, { left: number }> {
  const source = `account-${from}`;
  const target = `account-${to}`;
  return {
    meta: meta('Transfer', commandId),
    prepare: async () => {},
    streams: () => [source, target],
    decide(_, { hold }) {
      const left = hold<Account>(source).state.balance - amount;
      if (left < 0) throw new AppError('FORBIDDEN', 'There is not enough.');
      return {
        events: [
          { stream: source, event: { type: 'Withdrawn', data: { amount } } },
          { stream: target, event: { type: 'Deposited', data: { amount } } },
        ],
        result: { left },
      };
    },
  };
}
