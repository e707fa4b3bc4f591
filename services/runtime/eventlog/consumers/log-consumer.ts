import { AppError } from '../../kernel/errors/app-error.ts';
import type { StoredEvent } from '../store/event.ts';
import { startAdoption } from './adoption.ts';
import { createPauses } from './pauses.ts';
import type { LogConsumer, LogConsumerOptions } from './port.ts';

const PAGE = 500;
/** Batches that wait in memory for a slow handler. Beyond it they are dropped and read from the log when their turn comes. */
const MOST_WAITING = 1_000;

/**
 * Starts at once; see the port for what it promises. What dead processes have left is handled beside what this one commits. `caughtUp` knows of what earlier processes and this one committed, not of what
 * another process commits at the same time; it rejects when the consumer is stopped first.
 */
export function createLogConsumer({ store, name, handle, onError }: LogConsumerOptions): LogConsumer {
  const pauses = createPauses();
  /** Position of the last event that was handled, and of the last one that this process committed. */
  let handled = 0;
  let committed = 0;
  /** There are events, or may be, that neither were handled nor are in `waiting`. */
  let behind = true;
  let waiting: (readonly StoredEvent[])[] = [];
  let stopped = false;
  let working: Promise<void> | undefined;
  let watchers: { position: number; resolve(): void; reject(error: unknown): void }[] = [];

  const done = (events: readonly StoredEvent[]) => {
    handled = events.at(-1)?.position ?? handled;
    store.saveCheckpoint(name, handled);
  };

  /** `first` is the first try, where it is under way already. */
  const handleUntilDone = async (events: readonly StoredEvent[], first?: Promise<void>) => {
    pauses.reset();
    for (let running = first; !stopped; running = undefined) {
      try {
        await (running ?? handle(events));
        done(events);
        return;
      } catch (error) {
        onError(error);
        await pauses.next();
      }
    }
  };

  /** What is committed while a page is read may be in it, in `waiting` or in both, but never in neither. */
  const handleNextPage = async () => {
    behind = false;
    const events = await store.readOwn({ after: handled, limit: PAGE }).catch(async (error) => {
      onError(error);
      await pauses.next();
    });
    if (events) pauses.reset();
    if (events && events.length > 0) await handleUntilDone(events);
    if (!events || events.length === PAGE) {
      behind = true;
      waiting = [];
    }
  };

  /** What has gathered behind a slow handler goes to it together, up to a page. */
  const handleWaiting = async () => {
    const gathered: StoredEvent[] = [];
    do gathered.push(...(waiting.shift() ?? []));
    while (waiting[0] && gathered.length + waiting[0].length <= PAGE);
    const events = gathered.filter(({ position }) => position > handled);
    if (events.length > 0) await handleUntilDone(events);
  };

  const tellWatchers = () => {
    const reached = watchers.filter(({ position }) => position <= handled);
    if (behind || reached.length === 0) return;
    watchers = watchers.filter(({ position }) => position > handled);
    for (const { resolve } of reached) resolve();
  };

  const work = async () => {
    while (!stopped && (behind || waiting.length > 0)) {
      await (behind ? handleNextPage() : handleWaiting());
      tellWatchers();
    }
    tellWatchers();
    working = undefined;
  };

  const start = async () => {
    for (let started = false; !started && !stopped; ) {
      try {
        handled = await store.checkpoint(name);
        started = true;
      } catch (error) {
        onError(error);
        await pauses.next();
      }
    }
    await work();
  };

  /** Nothing waits: the handler runs inside of the commit's own turn. */
  const handleAtOnce = (events: readonly StoredEvent[]) => {
    let running: void | Promise<void>;
    try {
      running = handle(events);
    } catch (error) {
      running = Promise.reject(error);
    }
    if (running) working = handleUntilDone(events, running).then(work);
    else done(events);
  };

  const unsubscribe = store.onCommitted((events) => {
    committed = events.at(-1)?.position ?? committed;
    if (!working) return handleAtOnce(events);
    if (behind) return;
    waiting.push(events);
    if (waiting.length > MOST_WAITING) {
      behind = true;
      waiting = [];
    }
  });
  working = start();
  const adoption = startAdoption({ store, name, handle: async (events) => handle(events), onError });

  return {
    caughtUp: () => {
      if (!working && handled >= committed) return Promise.resolve();
      return new Promise((resolve, reject) => {
        watchers.push({ position: committed, resolve, reject });
      });
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      unsubscribe();
      pauses.stop();
      await adoption.stop();
      await working;
      store.saveCheckpoint(name, handled);
      for (const { reject } of watchers) reject(new AppError('UNAVAILABLE', 'The service is stopping.'));
    },
  };
}
