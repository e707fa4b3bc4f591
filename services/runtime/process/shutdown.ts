import { time } from '../kernel/clock/time.ts';
import { isAppError } from '../kernel/errors/app-error.ts';
import type { Service } from './platform.ts';

const DEADLINE_MS = 20_000;
/** npm hands Ctrl-C on to a child that the terminal has told already: such an echo is no second request. */
const ECHO_MS = 300;

/**
 * Runs a process: starts the service, and stops it on SIGTERM or SIGINT. Exit code 0 after an orderly end; 1 where the start failed,
 * the end failed or took longer than `deadlineMs` (20 s), or a second signal asked to wait no longer. An AppError at the start is
 * told in its own words, on one line, without a stack.
 */
export function runMain(
  start: () => Promise<Service>,
  { deadlineMs = DEADLINE_MS }: { deadlineMs?: number } = {},
): void {
  let stoppingSince: number | undefined;
  const started = Promise.resolve().then(start);

  const exit = (code: number, line?: string) => {
    if (line) process.stderr.write(`${line}\n`);
    process.exit(code);
  };

  const stop = async (signal: string) => {
    if (stoppingSince !== undefined) {
      if (time.monotonic() - stoppingSince > ECHO_MS) exit(1, `${signal} again: stopped without waiting`);
      return;
    }
    stoppingSince = time.monotonic();
    time.after(deadlineMs, () => exit(1, `not stopped after ${deadlineMs} ms: given up`));
    try {
      await (await started).close();
      exit(0);
    } catch (error) {
      exit(1, describeError(error));
    }
  };

  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  started.catch((error) => {
    if (stoppingSince === undefined) exit(1, describeError(error));
  });
}

/** Closes one after the other, all of them even if some fail; then throws what failed. */
export async function closeInOrder(closables: readonly { close(): Promise<void> }[]): Promise<void> {
  const errors: unknown[] = [];
  for (const closable of closables) {
    try {
      await closable.close();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors, 'several parts could not be closed');
}

function describeError(error: unknown): string {
  if (isAppError(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
