import { AppError, isAppError } from '@confab/runtime/kernel/errors/app-error';
import { turns } from '@confab/runtime/kernel/turns/turns';
import type { Credentials } from '@confab/runtime/network/identity/port';
import type { CallOptions } from '@connectrpc/connect';
import type { Entry } from './entry.ts';
import type { ResetReason } from './feed-source.ts';

/** Somebody on whose behalf a service is asked. */
export interface Asker {
  readonly credentials: Credentials;
  /** For calls on their behalf, with the token that they have now: one that was renewed is another. */
  readonly call: CallOptions;
}

/** The writing side of one socket. */
export interface Wire {
  /** False once the closing handshake began: nothing may be written then. */
  readonly open: boolean;
  /** More bytes wait in it than the soft limit allows: whoever can wait, waits. */
  readonly congested: boolean;
  /** Complete frames, in one write. */
  write(frames: Buffer): void;
  /** Resolves when everything written has left, or the socket is gone. */
  drained(): Promise<void>;
}

/** One subscription of one socket in live mode, as its group sees it. */
export interface Subscriber extends Asker {
  /** The operation's id as a JSON string in UTF-8. */
  readonly idBytes: Buffer;
  readonly wire: Wire;
  /** Everything up to this entry has been written to its socket. */
  reached(entry: Entry): void;
  /** The socket does not keep up: go on from the log once it has drained. */
  fallBehind(): void;
  /** The events could not be executed: try again from the log, a little later. */
  failed(): void;
}

/** A subscription of a feed, in live mode or still catching up. */
export interface Follower extends Asker {
  readonly userId: string;
  /** Ends it. `last` is what the client is shown before that. */
  end(last: readonly object[]): void;
  recheck(): void;
  restart(reason: ResetReason): void;
}

/** Equal for subscribers who are shown the same of everything: one user's devices, as long as their tokens say the same of that user's rights. */
export function viewerOf({ credentials }: Pick<Asker, 'credentials'>): string {
  const { userId, role } = credentials.identity;
  return `${userId} ${role}`;
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
