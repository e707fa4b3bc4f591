import { ApolloClient, InMemoryCache } from '@apollo/client';
import { gql } from '@apollo/client/core';
import { ApolloLink } from '@apollo/client/link';
import { throwError } from 'rxjs';
import { BrowserFailure } from '../browser/limit.ts';
import { Unanswered } from './deadline-link.ts';
import { codeOf } from './error-code.ts';
import { createUnreachableLink } from './unreachable-link.ts';

describe('that the server can’t be reached', () => {
  it('is said of the network', async () => {
    const offline = new ApolloLink(() => throwError(() => new TypeError('Failed to fetch')));
    const link = ApolloLink.from([createUnreachableLink(), offline]);
    const client = new ApolloClient({ link, cache: new InMemoryCache() });
    const failure = await client.query({ query: gql`{ me { id } }` }).catch((error: unknown) => error);
    expect(codeOf(failure)).toBe('NETWORK');
    expect(codeOf(new Unanswered())).toBe('NETWORK');
  });

  it.each([
    new BrowserFailure('the browser does not answer'),
    new DOMException('The operation is insecure.', 'SecurityError'),
    new TypeError("Cannot read properties of undefined (reading 'request')"),
  ])('is not said of the browser: %s', (failure) => expect(codeOf(failure)).toBe('UNKNOWN'));
});
