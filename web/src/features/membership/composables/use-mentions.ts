import { type Ref, type ShallowRef, shallowRef, watch } from 'vue';
import { ANEW, useApollo } from '../../../shared/api/apollo.ts';
import { codeOf, type ErrorCode } from '../../../shared/api/error-code.ts';
import type { NavRoom } from '../graphql/joined-rooms.ts';
import { Mentions, type NavMention } from '../graphql/mentions.ts';

export interface MentionsUse {
  /** Unread messages that mention the viewer, newest first, as far as they were asked for. */
  mentions: Readonly<ShallowRef<readonly NavMention[]>>;
  /** There are more behind the last one. */
  hasMore: Readonly<ShallowRef<boolean>>;
  /** Lists the next ones too. Rejects when the server does not answer. */
  more(): Promise<void>;
  /** Why they may be others by now: they could not be read anew. */
  missing: Readonly<ShallowRef<ErrorCode | null>>;
  /** Reads them anew. */
  refresh(): Promise<void>;
}

/** How many are read at first, and how many more when they are asked for. */
const FEW = 5;
const MORE = 20;
/** The largest page of the API. */
const MOST = 100;

/** Unread mentions over all rooms. They are read anew whenever what is counted of them in the viewer's rooms changes. */
export function useMentions(rooms: Readonly<Ref<readonly NavRoom[]>>): MentionsUse {
  const apollo = useApollo();
  const mentions = shallowRef<readonly NavMention[]>([]);
  const hasMore = shallowRef(false);
  let end: string | null = null;
  const missing = shallowRef<ErrorCode | null>(null);
  let turn = 0;

  async function read(after: string | null): Promise<void> {
    turn += 1;
    const own = turn;
    const first = after === null ? Math.min(Math.max(FEW, mentions.value.length), MOST) : MORE;
    const variables = after === null ? { first } : { first, after };
    const { data } = await apollo.query({ query: Mentions, variables, fetchPolicy: 'no-cache', context: ANEW });
    const page = data?.mentions;
    if (own !== turn || !page) return;
    const found = page.edges.map(({ node }) => node);
    mentions.value = after === null ? found : [...mentions.value, ...found];
    hasMore.value = page.pageInfo.hasNextPage;
    end = page.pageInfo.endCursor ?? null;
  }

  async function refresh(): Promise<void> {
    const own = turn + 1;
    const failure = await read(null).then(
      () => null,
      (error: unknown) => codeOf(error),
    );
    if (own === turn) missing.value = failure;
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
      if (counts !== '') return void refresh();
      turn += 1;
      mentions.value = [];
      hasMore.value = false;
      missing.value = null;
    },
    { immediate: true },
  );

  return { mentions, hasMore, more: () => read(end), missing, refresh };
}
