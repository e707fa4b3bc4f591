import type { ApolloCache } from '@apollo/client';
import { onScopeDispose, watch } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import type { VariablesOf } from '../../../shared/api/graphql.ts';
import { setBeingRead } from '../being-read.ts';
import { MarkRead } from '../graphql/message.ts';
import type { TimelineUse } from './use-timeline.ts';

export interface ReadMarkerUse {
  /** Where to mark: the room or the peer; null while the viewer has no marker there. */
  target(): Pick<VariablesOf<typeof MarkRead>['input'], 'room' | 'conversation'> | null;
  /** The cached object that shows what is unread there. */
  cacheId(): string | null;
  timeline: Pick<TimelineUse, 'timeline' | 'reader'>;
}

/** Least time between two markers: with the way to the other devices it stays below the second within which they are to follow. */
const INTERVAL_MS = 400;

/** Tells the server what was seen: the newest message, while the end of the log is shown and the page is visible. */
export function useReadMarker({ target, cacheId, timeline: { timeline, reader } }: ReadMarkerUse): void {
  const apollo = useApollo();
  const newestSeq = () => timeline.value.latestSeq;
  const isReading = () => target() !== null && reader.value.atEnd && document.visibilityState === 'visible';
  let told: string | null = null;
  let marked = 0;
  let sentAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function mark(): Promise<void> {
    timer = undefined;
    const where = target();
    const seq = newestSeq();
    if (!where || !isReading() || seq <= marked) return;
    const before = marked;
    marked = seq;
    sentAt = performance.now();
    try {
      const { data } = await apollo.mutate({
        mutation: MarkRead,
        variables: { input: { ...where, seq } },
        fetchPolicy: 'no-cache',
      });
      const id = cacheId();
      if (data && id) writeMarker(apollo.cache, id, data.markRead);
    } catch {
      // The marker is sent again with the next message, or when the page is looked at again.
      marked = before;
    }
  }

  function tellWhetherRead(): void {
    const id = cacheId();
    if (told !== null) setBeingRead(told, false);
    told = id !== null && isReading() ? id : null;
    if (told !== null) setBeingRead(told, true);
  }

  function soon(): void {
    tellWhetherRead();
    timer ??= setTimeout(mark, Math.max(0, sentAt + INTERVAL_MS - performance.now()));
  }

  watch([newestSeq, () => reader.value.atEnd, () => target() !== null, cacheId], soon, { immediate: true });
  document.addEventListener('visibilitychange', soon);
  onScopeDispose(() => {
    clearTimeout(timer);
    // Who leaves has seen what was about to be marked.
    if (timer !== undefined) void mark();
    if (told !== null) setBeingRead(told, false);
    document.removeEventListener('visibilitychange', soon);
  });
}

/** Updates what the navigation shows as unread, in a room or a conversation. */
function writeMarker(cache: ApolloCache, id: string, marker: { lastReadSeq: number; unreadCount: number }): void {
  cache.modify({
    id,
    fields: {
      unreadCount: () => marker.unreadCount,
      lastReadSeq: () => marker.lastReadSeq,
      mentionCount: () => 0,
    },
  });
}
