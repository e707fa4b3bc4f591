import { ApolloClient, InMemoryCache } from '@apollo/client';
import { gql } from '@apollo/client/core';
import { ApolloLink } from '@apollo/client/link';
import { NEVER, Observable, of } from 'rxjs';
import { createDeadlineLink } from './deadline-link.ts';
import { codeOf } from './error-code.ts';

const ME = gql`{ me { id } }`;

/** A client whose requests come to this. */
function start(answer: () => Observable<ApolloLink.Result>) {
  const network = new EventTarget();
  const link = ApolloLink.from([createDeadlineLink(network), new ApolloLink(answer)]);
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const ask = (deadlineMs?: number) =>
    client.query({ query: ME, fetchPolicy: 'no-cache', context: deadlineMs === undefined ? {} : { deadlineMs } });
  return { network, ask };
}

describe('a request', () => {
  it('is given up as one that did not reach the server where no answer comes in time', async () => {
    let isCancelled = false;
    const cancelled = () => {
      isCancelled = true;
    };
    const { ask } = start(() => new Observable(() => cancelled));
    const refused = await ask(10).catch((error: unknown) => error);
    expect(codeOf(refused)).toBe('NETWORK');
    expect(isCancelled).toBe(true);
  });

  it('is given up at once where the network has changed', async () => {
    const { ask, network } = start(() => NEVER);
    const asking = ask().catch((error: unknown) => error);
    network.dispatchEvent(new Event('online'));
    expect(codeOf(await asking)).toBe('NETWORK');
  });

  it('is answered as ever where an answer comes', async () => {
    const { ask } = start(() => of({ data: { me: { id: '1' } } }));
    expect((await ask(1_000)).data).toEqual({ me: { id: '1' } });
  });
});
