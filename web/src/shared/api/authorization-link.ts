import { ApolloLink } from '@apollo/client/link';
import { catchError, from, mergeMap, type Observable, of, throwError } from 'rxjs';
import { codeOf, codeOfGraphQLErrors } from './error-code.ts';

declare module '@apollo/client' {
  interface DefaultContext {
    /** Sent without a token, and its refusal is the answer: signing in, and renewing the session. */
    anonymous?: boolean;
  }
}

/** Hands out the access token, renewed when asked to; null when there is no session. */
export type GetAccessToken = (options: { renew: boolean }) => Promise<string | null>;

/** Adds the access token to each request. One that the server refuses for its token is sent again, once, with a renewed token. */
export function createAuthorizationLink(accessToken: GetAccessToken): ApolloLink {
  return new ApolloLink((operation, forward) => {
    if (operation.getContext().anonymous) return forward(operation);

    const send = (renew: boolean): Observable<ApolloLink.Result> =>
      from(accessToken({ renew })).pipe(
        mergeMap((token) => {
          operation.setContext({ headers: token === null ? {} : { authorization: `Bearer ${token}` } });
          return forward(operation);
        }),
      );

    return send(false).pipe(
      mergeMap((result) => {
        const refused = result.errors && codeOfGraphQLErrors(result.errors) === 'UNAUTHENTICATED';
        return refused ? send(true) : of(result);
      }),
      catchError((error: unknown) => (codeOf(error) === 'UNAUTHENTICATED' ? send(true) : throwError(() => error))),
    );
  });
}
