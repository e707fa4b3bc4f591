import type { Logger } from 'pino';
import { time } from '../kernel/clock/time.ts';
import { isAppError } from '../kernel/errors/app-error.ts';

const PAUSE_MS = 1_000;

/** Does what needs something that may not be there yet: tries again while that is UNAVAILABLE, for `patienceMs`, then rejects with the last reason. */
export async function patiently<T>(
  work: () => Promise<T>,
  { log, patienceMs }: { log: Pick<Logger, 'warn'>; patienceMs: number },
): Promise<T> {
  const deadline = time.monotonic() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isAppError(error, 'UNAVAILABLE') || time.monotonic() > deadline) throw error;
      const { cause } = error;
      log.warn({ ...(cause instanceof Error && { reason: cause.message }) }, `${error.message} Waiting.`);
      await time.sleep(PAUSE_MS, { keepAlive: true });
    }
  }
}
