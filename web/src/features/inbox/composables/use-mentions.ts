import { type Ref, type ShallowRef, shallowRef, watch } from 'vue';
import { ANEW, useApollo } from '../../../shared/api/apollo.ts';
import type { NavRoom } from '../graphql/joined-rooms.ts';
import { Mentions, type NavMention } from '../graphql/mentions.ts';

export interface MentionsUse {
  /** Unread messages that mention the viewer, newest first, as far as they were asked for. */
  mentions: Readonly<ShallowRef<readonly NavMention[]>>;
  /** There are more behind the last one. */
  hasMore: Readonly<ShallowRef<boolean>>;
  more(): Promise<void>;
}

/** How many are read at first, and how many more when they are asked for. */
const FEW = 5;
const MORE = 20;
/** The largest page of the API. */
const MOST = 100;

/** Unread mentions over all rooms. They are read anew whenever what is counted of them in the viewer's rooms changes, and once the server is back. */
export function useMentions(rooms: Readonly<Ref<readonly NavRoom[]>>, isConnected: () => boolean): MentionsUse {
  const apollo = useApollo();
  const mentions = shallowRef<readonly NavMention[]>([]);
  const hasMore = shallowRef(false);
  let end: string | null = null;
  let turn = 0;
  let isMissing = false;

  async function read(after: string | null): Promise<void> {
    turn += 1;
    const own = turn;
    const first = after === null ? Math.min(Math.max(FEW, mentions.value.length), MOST) : MORE;
    const variables = after === null ? { first } : { first, after };
    const answer = await apollo
      .query({ query: Mentions, variables, fetchPolicy: 'no-cache', context: ANEW })
      // The next change asks again, and the next connection.
      .catch(() => undefined);
    const page = answer?.data?.mentions;
    if (own !== turn) return;
    isMissing = !page;
    if (!page) return;
    const found = page.edges.map(({ node }) => node);
    mentions.value = after === null ? found : [...mentions.value, ...found];
    hasMore.value = page.pageInfo.hasNextPage;
    end = page.pageInfo.endCursor ?? null;
  }

  const counted = () =>
    rooms.value
      .flatMap(({ id, membership }) =>
        membership?.mentionCount ? [`${id} ${membership.mentionCount} ${membership.lastReadSeq}`] : [],
      )
      .join();
  watch(
    counted,
    (counts) => {
      if (counts !== '') return void read(null);
      turn += 1;
      mentions.value = [];
      hasMore.value = false;
    },
    { immediate: true },
  );

  watch(isConnected, (is) => is && isMissing && read(null));

  return { mentions, hasMore, more: () => read(end) };
}
