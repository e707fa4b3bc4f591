import { ApolloLink, Observable } from '@apollo/client';
import { getOperationAST, print } from 'graphql';
import { follow } from './follow.js';

/** Carries the subscriptions of an Apollo client. Each goes on behind its last event, over any number of sockets. */
export function createFollowLink(client) {
  return new ApolloLink(({ query, variables }) => {
    const [field] = getOperationAST(query).selectionSet.selections;
    const name = (field.alias ?? field.name).value;
    return new Observable((observer) => {
      const leaving = new AbortController();
      async function run() {
        const events = follow({ client, query: print(query), variables, signal: leaving.signal });
        for await (const event of events) observer.next({ data: { [name]: event } });
        observer.complete();
      }
      run().catch((error) => observer.error(error));
      return () => leaving.abort();
    });
  });
}
