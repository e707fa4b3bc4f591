import { ApolloClient, InMemoryCache } from '@apollo/client';
import { ApolloLink } from '@apollo/client/link';
import { HttpLink } from '@apollo/client/link/http';
import { cacheSizes } from '@apollo/client/utilities';
import { type InjectionKey, inject } from 'vue';
import { createAuthorizationLink, type GetAccessToken } from './authorization-link.ts';
import { createDeadlineLink } from './deadline-link.ts';
import { createNamesLink } from './names-link.ts';
import { possibleTypes } from './possible-types.ts';
import { createUnreachableLink } from './unreachable-link.ts';

/**
 * How many results of reading its objects the cache remembers: those of every list of the navigation and the lobby, and not 50,000, which counts that
 * change every second would fill in hours.
 */
const REMEMBERED = { objects: 1_000, lists: 200, watches: 100 };
cacheSizes['inMemoryCache.executeSelectionSet'] = REMEMBERED.objects;
cacheSizes['inMemoryCache.executeSubSelectedArray'] = REMEMBERED.lists;
cacheSizes['inMemoryCache.maybeBroadcastWatch'] = REMEMBERED.watches;

export const apolloKey: InjectionKey<ApolloClient> = Symbol('apollo');

/** Context of a query that is asked because something has changed: the answer to the same query of a moment ago does not know of it. */
export const ANEW = { queryDeduplication: false };

/** The GraphQL client of the page. */
export function useApollo(): ApolloClient {
  const apollo = inject(apolloKey);
  if (!apollo) throw new Error('no Apollo client was provided');
  return apollo;
}

/**
 * Queries and mutations over HTTP on the page's own origin, with a normalised cache. The cache holds what several views share: rooms,
 * users, conversations. Timelines are not in it: their queries ask for `no-cache`, so that it does not grow with every message read.
 */
export function createApollo(accessToken: GetAccessToken): ApolloClient {
  return new ApolloClient({
    link: ApolloLink.from([
      createNamesLink(),
      createAuthorizationLink(accessToken),
      createDeadlineLink(window),
      createUnreachableLink(),
      new HttpLink({ uri: '/graphql', credentials: 'same-origin' }),
    ]),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        Query: {
          fields: {
            rooms: { keyArgs: ['search', 'joined', 'archived', 'order'], merge: false },
            users: { keyArgs: ['search', 'role', 'banned', 'order', 'after'], merge: false },
            conversations: { keyArgs: [], merge: false },
          },
        },
        User: { fields: { blockedUsers: { merge: false } } },
      },
    }),
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network' } },
  });
}
