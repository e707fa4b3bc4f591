import { ApolloLink } from '@apollo/client/link';
import { type Observable, race, switchMap, throwError, timer } from 'rxjs';

declare module '@apollo/client' {
  interface DefaultContext {
    /** Milliseconds after which a request that was not answered counts as one that never will be. */
    deadlineMs?: number;
  }
}

/** No answer came in time, or the network that it was to come by is gone. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** Long for an answer of the server, short for somebody who looks at it. */
const DEADLINE_MS = 15_000;

/**
 * Gives up requests that are not answered: a proxy may have lost them, and then nothing would ever follow. `gone` tells that what is
 * under way will not arrive any more.
 */
export function createDeadlineLink(gone: Observable<unknown>): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const { deadlineMs = DEADLINE_MS } = operation.getContext();
    const tooLate = race(timer(deadlineMs), gone).pipe(switchMap(() => throwError(() => new Unanswered())));
    return race(forward(operation), tooLate);
  });
}
