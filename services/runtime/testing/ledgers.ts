import type { Hydration, StreamKind } from '../eventlog/decider/decider.ts';
import type { Command } from '../eventlog/decider/port.ts';
import type { DomainEvent, StoredEvent } from '../eventlog/store/event.ts';
import type { EventStore } from '../eventlog/store/port.ts';
import type { Projection } from '../eventlog/store/projection.ts';
import { AppError } from '../kernel/errors/app-error.ts';

/** A stream too long to fold: entries that can be corrected one by one. For the runtime's own tests of partial states. */
export type LedgerEvent = DomainEvent<'Entered' | 'Corrected', { id: string; amount: number }>;

/** The entries that some command needed lately; `undefined`: there is no such entry. */
export interface Ledger {
  entries: Map<string, { amount: number; seq: number } | undefined>;
}

const KEPT = 2;

export const ledgers: StreamKind<Ledger, LedgerEvent> = {
  prefix: 'ledger-',
  initialState: () => ({ entries: new Map() }),
  evolve(state, { data }, { seq }) {
    state.entries.set(data.id, { amount: data.amount, seq });
    return state;
  },
  partial: {
    trim({ entries }, committedSeq) {
      for (const [id, entry] of entries) {
        if (entries.size <= KEPT) return;
        if ((entry?.seq ?? 0) <= committedSeq) entries.delete(id);
      }
    },
  },
};

export const ledgerProjection: Projection = {
  name: 'ledgers',
  version: 1,
  collections: { entries: { key: ['ledger', 'id'] } },
  project({ stream, data }: StoredEvent) {
    return [{ op: 'put', in: 'entries', doc: { ...data, ledger: stream } }];
  },
};

const meta = (command: string, commandId: string) => ({ actor: 'alice', commandId, correlationId: commandId, command });

/** Reads nothing of the stream but its head. Answers with the seq. */
export function enter(ledger: string, data: { id: string; amount: number }, commandId: string): Command<void, number> {
  const stream = `ledger-${ledger}`;
  return {
    meta: meta('Enter', commandId),
    prepare: async () => {},
    streams: () => [stream],
    decide: (_, { hold }) => ({
      events: [{ stream, event: { type: 'Entered', data } }],
      result: hold<Ledger>(stream).seq + 1,
    }),
  };
}

/** Adds to one entry, which is loaded from the projection. NOT_FOUND where there is none. Answers with the amount before. */
export function correct(
  store: EventStore,
  { ledger, id, by }: { ledger: string; id: string; by: number },
  commandId: string,
): Command<void, number> {
  const stream = `ledger-${ledger}`;
  const hydration: Hydration<Ledger> = {
    stream,
    key: id,
    isPresent: ({ entries }) => entries.has(id),
    async load() {
      const doc = await store.projections.get<{ amount: number }>('entries', [stream, id]);
      return ({ entries }) => void entries.set(id, doc && { amount: doc.amount, seq: 0 });
    },
  };
  return {
    meta: meta('Correct', commandId),
    prepare: async () => {},
    streams: () => [stream],
    hydrate: () => [hydration],
    decide(_, { hold }) {
      const entry = hold<Ledger>(stream).state.entries.get(id);
      if (!entry) throw new AppError('NOT_FOUND', 'There is no such entry.');
      const data = { id, amount: entry.amount + by };
      return { events: [{ stream, event: { type: 'Corrected', data } }], result: entry.amount };
    },
  };
}
