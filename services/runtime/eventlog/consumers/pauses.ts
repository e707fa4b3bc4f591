import { time } from '../../kernel/clock/time.ts';

const SHORTEST_MS = 100;
const LONGEST_MS = 5_000;

/** Growing pauses between the tries of one thing: 100 ms, doubled up to 5 s. */
export interface Pauses {
  next(): Promise<void>;
  /** The next pause is the shortest again. */
  reset(): void;
  /** Ends the pause under way and all to come at once. */
  stop(): void;
}

export function createPauses(): Pauses {
  let ms = SHORTEST_MS;
  let stopped = false;
  let wake = () => {};
  return {
    next() {
      if (stopped) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = time.after(ms, resolve, { keepAlive: true });
      wake = () => {
        timer.cancel();
        resolve();
      };
      ms = Math.min(ms * 2, LONGEST_MS);
      return promise;
    },
    reset() {
      ms = SHORTEST_MS;
    },
    stop() {
      stopped = true;
      wake();
    },
  };
}
