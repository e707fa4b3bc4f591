import { ApolloLink } from '@apollo/client/link';
import { Observable } from 'rxjs';

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
 * Gives up requests that are not answered: a proxy may have lost them, and then nothing would ever follow. `network` is the window, whose
 * `online` says that there is another network: what was sent by the last one is not answered any more.
 */
export function createDeadlineLink(network: EventTarget): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const { deadlineMs = DEADLINE_MS } = operation.getContext();
    return new Observable((observer) => {
      const giveUp = () => observer.error(new Unanswered());
      const timer = setTimeout(giveUp, deadlineMs);
      network.addEventListener('online', giveUp);
      const request = forward(operation).subscribe(observer);
      return () => {
        clearTimeout(timer);
        network.removeEventListener('online', giveUp);
        request.unsubscribe();
      };
    });
  });
}
