import { time } from '../../kernel/clock/time.ts';
import type { StoredEvent } from '../store/event.ts';
import type { AdoptedLog, EventStore } from '../store/port.ts';
import { createPauses } from './pauses.ts';

const PAGE = 500;
/** With the 6 s after which a silent process counts as dead, what it left is handled within 10 s. */
const LOOK_MS = 2_000;

export interface AdoptionOptions {
  store: Pick<EventStore, 'adopt'>;
  /** Name of the consumer. */
  name: string;
  handle(events: readonly StoredEvent[]): void | Promise<void>;
  onError(error: unknown): void;
}

/** Looks again and again for what dead processes have left to a consumer, and handles it. At least once, in the order of position. */
export interface Adoption {
  /** Waits for the handler in flight. What is left is for another process. */
  stop(): Promise<void>;
}

export function startAdoption({ store, name, handle, onError }: AdoptionOptions): Adoption {
  const pauses = createPauses();
  let stopped = false;
  let working: Promise<void> = Promise.resolve();

  const finish = async (log: AdoptedLog): Promise<void> => {
    while (!stopped) {
      const events = await log.read(PAGE);
      const last = events.at(-1);
      if (!last) return;
      await handle(events);
      await log.handled(last.position);
      pauses.reset();
    }
  };

  const look = async (): Promise<void> => {
    for (let log = await store.adopt(name); log && !stopped; log = await store.adopt(name)) {
      try {
        await finish(log);
      } finally {
        await log.close();
      }
    }
  };

  const lookSafely = async (): Promise<void> => {
    try {
      await look();
    } catch (error) {
      onError(error);
      await pauses.next();
    }
  };

  let busy = false;
  const timer = time.every(LOOK_MS, () => {
    if (busy) return;
    busy = true;
    working = lookSafely().finally(() => {
      busy = false;
    });
  });

  return {
    async stop() {
      stopped = true;
      timer.cancel();
      pauses.stop();
      await working;
    },
  };
}
