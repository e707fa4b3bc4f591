import { randomIds } from '../../../kernel/ids/port.ts';
import type { NewEvent, StoredEvent, Upcasters } from '../event.ts';
import type { Commit, CommitOutcome, EventStore } from '../port.ts';
import type { Projection, ProjectionWrite } from '../projection.ts';
import type { StoreData } from './describe-event-store.ts';

export interface OpenOptions {
  projections?: readonly Projection[];
  upcasters?: Upcasters;
}

/** Time for a test with much to do, on a machine that is busy. */
export const SLOW_MS = 30_000;

/** Collections `cards` and `totals`, and events that say themselves what is to be written. */
export const cards: Projection = {
  name: 'cards',
  version: 1,
  collections: {
    cards: { key: ['board', 'card'], indexes: { byOwner: ['owner', 'rank'], byTitle: ['title'] } },
    totals: { key: ['board'] },
  },
  project(event) {
    if (event.type === 'Broken') throw new Error('this event cannot be projected');
    return event.type === 'Wrote' ? (event.data as { writes: ProjectionWrite[] }).writes : [];
  },
};

/** What a test of the suite works with. Everything it opens is closed after it. */
export interface Bench {
  data: StoreData;
  open(options?: OpenOptions): Promise<EventStore>;
}

/** Registers the set-up and the clean-up of a group of tests. */
export function useBench(create: () => Promise<StoreData>): Bench {
  let data: StoreData | undefined;
  let opened: EventStore[] = [];
  const current = (): StoreData => {
    if (!data) throw new Error('there is no data outside of a test');
    return data;
  };
  beforeEach(async () => {
    data = await create();
  });
  afterEach(async () => {
    await Promise.all(opened.map((store) => store.close()));
    opened = [];
    await data?.destroy();
  });
  return {
    get data() {
      return current();
    },
    async open({ projections = [cards], upcasters = {} } = {}) {
      const store = await current().open({ projections, upcasters });
      opened.push(store);
      return store;
    },
  };
}

type EventSketch = { stream: string; seq: number } & Partial<NewEvent>;

/** A commit of events of which a test says only what matters to it. */
export function commitOf(events: readonly EventSketch[], fields: Partial<Commit> = {}): Commit {
  const { actor = 'ada', commandId = randomIds.next() } = fields;
  return {
    actor,
    commandId,
    command: 'Test',
    result: null,
    ...fields,
    events: events.map((event) => ({
      id: randomIds.next(),
      type: 'Happened',
      version: 1,
      data: { n: event.seq },
      atMs: 1_700_000_000_000 + event.seq,
      actor,
      commandId,
      correlationId: commandId,
      ...event,
    })),
  };
}

/** A commit whose one event makes these projection writes. */
export function writing(stream: string, seq: number, writes: readonly ProjectionWrite[]): Commit {
  return commitOf([{ stream, seq, type: 'Wrote', data: { writes } }]);
}

/** The events of a commit that is expected to go through. */
export function eventsOf(outcome: CommitOutcome): readonly StoredEvent[] {
  if (outcome.kind !== 'committed') throw new Error(`not committed: ${JSON.stringify(outcome)}`);
  return outcome.events;
}

/** Commits one event after the other on a stream, from seq 1. */
export async function fill(store: EventStore, stream: string, count: number): Promise<void> {
  const outcomes = Array.from({ length: count }, (_, i) => store.commit(commitOf([{ stream, seq: i + 1 }])));
  for (const outcome of await Promise.all(outcomes)) eventsOf(outcome);
}

export function range(count: number, from = 1): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}
