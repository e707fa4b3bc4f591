import { time } from '../kernel/clock/time.ts';
import type { Timer } from '../kernel/clock/timers.ts';
import { isAppError } from '../kernel/errors/app-error.ts';

const TIMEOUT_MS = 2_000;

export interface HealthReport {
  ok: boolean;
  /** By name: `ok`, or in a few words what is wrong. Holds no internals: it may be shown to anybody. */
  checks: Record<string, string>;
}

/** What has to work for a process to be ready. */
export interface Health {
  /** The check resolves while all is well. It counts as failed after two seconds without an answer. */
  add(name: string, check: () => Promise<void>): void;
  /** Runs all checks at once. Never rejects. */
  report(): Promise<HealthReport>;
}

export function createHealth({ timeoutMs = TIMEOUT_MS }: { timeoutMs?: number } = {}): Health {
  const checks = new Map<string, () => Promise<void>>();

  const run = async (check: () => Promise<void>): Promise<string> => {
    let timer: Timer | undefined;
    const timeout = new Promise<string>((resolve) => {
      timer = time.after(timeoutMs, () => resolve('no answer in time'), { keepAlive: true });
    });
    try {
      return await Promise.race([check().then(() => 'ok'), timeout]);
    } catch (error) {
      return isAppError(error) ? error.message : 'failed';
    } finally {
      timer?.cancel();
    }
  };

  return {
    add(name, check) {
      checks.set(name, check);
    },
    async report() {
      const results = await Promise.all([...checks].map(async ([name, check]) => [name, await run(check)] as const));
      return { ok: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) };
    },
  };
}
