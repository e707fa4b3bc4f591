import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { EventStore } from '../../eventlog/store/port.ts';
import { time } from '../../kernel/clock/time.ts';
import { SECONDS } from './buckets.ts';

/** Commits whose time is kept until the consumer has handled them; one a second is enough to tell how long it is behind. */
const MAX_MARKS = 10_000;
const MARK_EVERY_MS = 1_000;

/** The same store; counts its commits by outcome, how long they take, and how far its consumers are behind what this process has committed. */
export function measureStore(store: EventStore, registry: Registry): EventStore {
  const registers = [registry];
  const commits = new Histogram({
    name: 'confab_store_commit_seconds',
    help: 'Time of a commit, the wait for its batch included, by outcome',
    labelNames: ['outcome'] as const,
    buckets: SECONDS,
    registers,
  });
  const events = new Counter({
    name: 'confab_store_events_total',
    help: 'Events committed by this process',
    registers,
  });
  const behind = createBacklogs();
  new Gauge({
    name: 'confab_outbox_lag_seconds',
    help: 'Age of the oldest event of this process that the consumer has not handled',
    labelNames: ['consumer'] as const,
    registers,
    collect() {
      for (const [consumer, seconds] of behind.lags()) this.set({ consumer }, seconds);
    },
  });
  store.onCommitted((batch) => {
    events.inc(batch.length);
    behind.committed(batch.at(-1)?.position ?? 0);
  });
  return {
    ...store,
    async commit(commit) {
      const stop = commits.startTimer();
      try {
        const outcome = await store.commit(commit);
        stop({ outcome: outcome.kind });
        return outcome;
      } catch (error) {
        stop({ outcome: 'failed' });
        throw error;
      }
    },
    checkpoint(consumer) {
      behind.know(consumer);
      return store.checkpoint(consumer);
    },
    saveCheckpoint(consumer, position) {
      behind.handled(consumer, position);
      store.saveCheckpoint(consumer, position);
    },
  };
}

interface Mark {
  position: number;
  atMs: number;
}

function createBacklogs() {
  const consumers = new Map<string, Mark[]>();
  let last = 0;
  const marksOf = (consumer: string): Mark[] => {
    const marks = consumers.get(consumer) ?? [];
    consumers.set(consumer, marks);
    return marks;
  };
  return {
    know: (consumer: string) => void marksOf(consumer),
    committed(position: number) {
      last = position;
      const atMs = time.monotonic();
      for (const marks of consumers.values()) {
        const newest = marks.at(-1);
        if (newest && (atMs - newest.atMs < MARK_EVERY_MS || marks.length >= MAX_MARKS)) continue;
        marks.push({ position, atMs });
      }
    },
    handled(consumer: string, position: number) {
      const marks = marksOf(consumer);
      if (position >= last) marks.length = 0;
      while (marks[0] && marks[0].position <= position) marks.shift();
    },
    lags: (): [consumer: string, seconds: number][] =>
      [...consumers].map(([consumer, [oldest]]) => [consumer, oldest ? (time.monotonic() - oldest.atMs) / 1_000 : 0]),
  };
}
