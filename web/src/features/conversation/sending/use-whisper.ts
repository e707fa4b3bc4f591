import { useApollo } from '../../../shared/api/apollo.ts';
import { isSameName } from '../../../shared/name.ts';
import { useInbox } from '../../membership/composables/use-inbox.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import { PersonByName } from '../graphql/person.ts';

/**
 * Sends private messages outside of their conversation, as `/pm` does: through the outbox, so that they survive whatever the network does. Resolves
 * with whether there is such a user; where the server can't be asked, the message waits for it like any other.
 */
export function useWhisper(outbox: Outbox): (to: string, text: string) => Promise<boolean> {
  const apollo = useApollo();
  const { conversations } = useInbox();

  async function isNobody(username: string): Promise<boolean> {
    if (conversations.value.some(({ peer }) => isSameName(peer.username, username))) return false;
    const answer = await apollo
      .query({ query: PersonByName, variables: { username }, fetchPolicy: 'no-cache' })
      .catch(() => undefined);
    return answer?.data?.user === null;
  }

  return async (to, text) => {
    if (await isNobody(to)) return false;
    outbox.whisper(to, text);
    return true;
  };
}
