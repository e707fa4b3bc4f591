import { type ShallowRef, shallowRef, type WatchSource, watch } from 'vue';
import { ANEW, useApollo } from '../../../shared/api/apollo.ts';
import { createFirstMention } from '../first-mention.ts';
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
  const { see } = createFirstMention({
    async ask() {
      const variables = { room };
      const { data } = await apollo.query({
        query: FirstMention,
        variables,
        fetchPolicy: 'no-cache',
        context: ANEW,
      });
      return data?.room?.membership?.firstUnreadMentionSeq ?? null;
    },
    onFound(found) {
      seq.value = found;
    },
  });
  watch([count, lastReadSeq], ([mentions, read]) => see({ count: mentions, lastReadSeq: read }), { immediate: true });
  return seq;
}
