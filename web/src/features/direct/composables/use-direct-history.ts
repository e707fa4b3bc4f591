import { shallowRef } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import type { Opening } from '../../conversation/reading/use-reading-place.ts';
import { pageArguments, toPage } from '../../timeline/state/pages.ts';
import type { TimelinePage } from '../../timeline/state/timeline.ts';
import type { PageRequest } from '../../timeline/state/use-timeline.ts';
import { DirectDeliveries, DirectHistory, type Peer } from '../graphql/direct.ts';

/** How many messages a conversation opens with. */
const FIRST_PAGE_SIZE = 10;

/** Reads a private conversation from the server. All functions reject when it does not answer. */
export function useDirectHistory(username: string) {
  const apollo = useApollo();
  const peer = shallowRef<Peer | null>(null);
  const conversationId = shallowRef<string | null>(null);

  async function fetchConversation(page: ReturnType<typeof pageArguments>, opening: boolean) {
    const { data } = await apollo.query({
      query: DirectHistory,
      variables: { username, opening, ...page },
      fetchPolicy: 'no-cache',
    });
    peer.value = data?.user ?? null;
    conversationId.value = data?.conversation?.id ?? conversationId.value;
    return data?.conversation;
  }

  return {
    /** The other person as the last answer has them; null where there is nobody of that name. */
    peer,
    /** Null before the first message. */
    conversationId,
    async fetchPage(request: PageRequest): Promise<TimelinePage> {
      return toPage((await fetchConversation(pageArguments(request), false))?.messages);
    },
    async fetchOpening(): Promise<Opening> {
      const conversation = await fetchConversation(pageArguments({ before: null }, FIRST_PAGE_SIZE), true);
      return { newest: toPage(conversation?.messages), firstUnread: conversation?.firstUnreadSeq ?? null };
    },
    /** How far the messages have come, from a position on. */
    async fetchDeliveries(fromSeq: number) {
      const { data } = await apollo.query({
        query: DirectDeliveries,
        variables: { username, after: String(fromSeq - 1) },
        fetchPolicy: 'no-cache',
      });
      const nodes = data?.conversation?.messages.edges.map(({ node }) => node) ?? [];
      return nodes.flatMap(({ id, seq, delivery }) => (delivery ? [{ id, seq, delivery }] : []));
    },
  };
}
