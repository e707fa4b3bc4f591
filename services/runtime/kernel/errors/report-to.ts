import type { Logger } from 'pino';
import { isAppError } from './app-error.ts';

/** For background work: `what` failed, and is tried again. That something is away for a while is a warning, everything else an error. */
export function reportTo(log: Pick<Logger, 'warn' | 'error'>, what: string): (error: unknown) => void {
  return (error) => {
    if (isAppError(error, 'UNAVAILABLE')) log.warn({ reason: error.message }, what);
    else log.error({ err: error }, what);
  };
}
