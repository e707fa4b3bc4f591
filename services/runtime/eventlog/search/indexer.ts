import { time } from '../../kernel/clock/time.ts';
import { createLogConsumer } from '../consumers/log-consumer.ts';
import { createPauses } from '../consumers/pauses.ts';
import type { StoredEvent } from '../store/event.ts';
import type { EventStore } from '../store/port.ts';
import type { FillingLease, SearchDefinition, SearchEntry, SearchIndex } from './port.ts';

/** Name of the log's consumer that keeps an index. */
export const INDEXER = 'search';

const FILLING = 'search-filling';
/**
 * How long an index rests between two writes, in milliseconds: under load it takes in what came meanwhile at once, not each commit batch for itself. The
 * more it takes in together, the fewer of its segments have to be merged: with 400 instead of 100 a message costs it half the processor time.
 */
const REST_MS = 400;
const PAGE = 500;

export interface IndexerOptions {
  store: EventStore;
  index: SearchIndex;
  definition: SearchDefinition;
  leases: FillingLease;
  onError(error: unknown): void;
}

/** Keeps an index behind a log, within moments of each commit. */
export interface Indexer {
  /** Resolves once everything that this process committed before the call can be found. */
  caughtUp(): Promise<void>;
  /** Waits for what is being put in. What was not put in yet is when the next process starts. */
  stop(): Promise<void>;
}

/**
 * Each replica puts in what it has committed, from a checkpoint of its own; an index that is new, or was thrown away, is filled from the whole log by
 * one of them, while it is used. Both may put in the same events, in any order: versions tell what is newest.
 */
export async function startIndexer({ store, index, definition, leases, onError }: IndexerOptions): Promise<Indexer> {
  const pauses = createPauses();
  const stopping = new AbortController();
  let stopped = false;
  let filling = Promise.resolve();

  let rested = Promise.resolve();
  const put = async (entries: readonly SearchEntry[]): Promise<void> => {
    await rested;
    await index.put(entries);
    rested = stopped
      ? rested
      : time.sleep(REST_MS, { keepAlive: true, signal: stopping.signal }).catch(() => undefined);
  };

  const consumer = createLogConsumer({
    ...{ store, name: INDEXER, onError },
    handle: (events) => {
      const entries = events.flatMap(definition.entriesOf);
      return entries.length === 0 ? undefined : put(entries);
    },
  });

  const fillUntilDone = async (): Promise<void> => {
    for (let filled = false; !filled && !stopped; ) {
      try {
        filled = await index.isFilled();
        if (!filled) await fillIndex({ store, index, definition, isStopped: () => stopped });
      } catch (error) {
        onError(error);
        await pauses.next();
      }
    }
  };
  const share = await leases.share([FILLING], {
    gained() {
      filling = filling.then(fillUntilDone);
    },
    lost() {},
  });

  return {
    caughtUp: () => consumer.caughtUp(),
    async stop() {
      stopped = true;
      stopping.abort();
      pauses.stop();
      await share.close();
      await filling;
      await consumer.stop();
    },
  };
}

/** Puts the whole log into the index, and marks it as filled unless it is stopped before. Returns the number of events. */
export async function fillIndex({
  store,
  index,
  definition,
  isStopped = () => false,
}: {
  store: Pick<EventStore, 'readAll'>;
  index: SearchIndex;
  definition: SearchDefinition;
  isStopped?(): boolean;
}): Promise<{ events: number }> {
  let count = 0;
  for (let after = 0; !isStopped(); ) {
    const events: StoredEvent[] = await store.readAll({ after, limit: PAGE });
    await index.put(events.flatMap(definition.entriesOf));
    count += events.length;
    after = events.at(-1)?.position ?? after;
    if (events.length < PAGE) {
      await index.markFilled();
      break;
    }
  }
  return { events: count };
}
