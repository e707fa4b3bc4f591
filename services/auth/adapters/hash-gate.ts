import { AppError } from '@confab/runtime/kernel/errors/app-error';

/**
 * Lets `atOnce` pieces of work run; `maxWaiting` more wait their turn in order, and what comes then
 * is refused with RATE_LIMITED.
 */
export function createHashGate({ atOnce, maxWaiting }: { atOnce: number; maxWaiting: number }) {
  const waiting: (() => void)[] = [];
  let running = 0;

  const enter = async (): Promise<void> => {
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (waiting.length >= maxWaiting) {
      throw new AppError('RATE_LIMITED', 'Too many people are signing in right now.', { retryAfterMs: 1_000 });
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  };

  /** Hands the turn to the next one directly, so that nobody who comes in between takes it. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };

  return async <T>(work: () => Promise<T>): Promise<T> => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
