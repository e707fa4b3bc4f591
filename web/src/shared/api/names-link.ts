import { ApolloLink } from '@apollo/client/link';
import { tap } from 'rxjs';
import { hearOf } from './hear-of.ts';

/** Takes note of what people are called in each answer, before it is shown. */
export function createNamesLink(): ApolloLink {
  return new ApolloLink((operation, forward) => forward(operation).pipe(tap(({ data }) => hearOf(data))));
}
