import { ApolloLink } from '@apollo/client/link';
import { catchError, throwError } from 'rxjs';

/** A request did not get to the server, or its answer did not come back. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/**
 * Tells failures of the network from all others. It stands right above the link that fetches: `fetch` rejects with a `TypeError` where there is no
 * network (https://fetch.spec.whatwg.org/#fetch-method), and so does any fault of the browser or of this client elsewhere.
 */
export function createUnreachableLink(): ApolloLink {
  return new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      catchError((error: unknown) =>
        throwError(() => (error instanceof TypeError ? new Unreachable('no network', { cause: error }) : error)),
      ),
    ),
  );
}
