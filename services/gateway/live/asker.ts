import { AppError, isAppError } from '@confab/runtime/kernel/errors/app-error';
import { turns } from '@confab/runtime/kernel/turns/turns';
import type { Credentials } from '@confab/runtime/network/identity/port';
import type { CallOptions } from '@connectrpc/connect';

/** Somebody on whose behalf a service is asked. */
export interface Asker {
  readonly credentials: Credentials;
  /** For calls on their behalf, with the token that they have now: one that was renewed is another. */
  readonly call: CallOptions;
}

/**
 * Asks for what all of these may know, with the rights of one of them, who is one without work of their own to wait for, if there is any. A refusal concerns that
 * one alone, whose token ran out or who lost the right: the next one's rights are tried. Rejects with the last refusal, and with any other error at once.
 */
export async function askForAll<Who extends Asker, Answer>(
  askers: Iterable<Who>,
  ask: (asker: Who) => Promise<Answer>,
): Promise<Answer> {
  let refused: Set<string> | undefined;
  let refusal: unknown;
  for (const asker of idleFirst(askers)) {
    const { token, identity } = asker.credentials;
    if (refused?.has(token) || refused?.has(identity.userId)) continue;
    try {
      return await ask(asker);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused ??= new Set();
      refused.add(isAppError(error, 'UNAUTHENTICATED') ? token : identity.userId);
      refusal = error;
    }
  }
  throw refusal ?? new AppError('UNAVAILABLE', 'Nobody is there to ask for.');
}

function* idleFirst<Who extends Asker>(askers: Iterable<Who>): Generator<Who> {
  const busy: Who[] = [];
  for (const asker of askers) {
    if (turns.isWaiting(asker.credentials.identity.userId)) busy.push(asker);
    else yield asker;
  }
  yield* busy;
}

/** Whether an error says something of who asked, and nothing of the service. */
export function isRefusal(error: unknown): boolean {
  return isAppError(error, 'UNAUTHENTICATED') || isAppError(error, 'FORBIDDEN') || isAppError(error, 'NOT_FOUND');
}
