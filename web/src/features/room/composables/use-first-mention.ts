import { type ShallowRef, shallowRef, type WatchSource, watch } from 'vue';
import { ANEW, useApollo } from '../../../shared/api/apollo.ts';
import { FirstMention } from '../graphql/room.ts';

export interface FirstMentionUse {
  /** How many unread messages mention the viewer, as the navigation counts them. */
  count: WatchSource<number>;
  /** How far the viewer has read. */
  lastReadSeq: WatchSource<number | null>;
}

/** Where the first unread message of a room is that mentions the viewer, by `seq`; null where there is none. It is asked for whenever that may have changed. */
export function useFirstMention(
  room: string,
  { count, lastReadSeq }: FirstMentionUse,
): Readonly<ShallowRef<number | null>> {
  const apollo = useApollo();
  const seq = shallowRef<number | null>(null);
  let turn = 0;

  async function ask(): Promise<void> {
    turn += 1;
    const own = turn;
    const answer = await apollo
      .query({ query: FirstMention, variables: { room }, fetchPolicy: 'no-cache', context: ANEW })
      // The next change asks again.
      .catch(() => undefined);
    if (answer?.data && own === turn) seq.value = answer.data.room?.membership?.firstUnreadMentionSeq ?? null;
  }

  watch(
    [count, lastReadSeq],
    ([mentions]) => {
      if (mentions > 0) return void ask();
      turn += 1;
      seq.value = null;
    },
    { immediate: true },
  );
  return seq;
}
