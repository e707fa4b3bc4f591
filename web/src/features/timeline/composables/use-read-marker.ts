import type { ApolloCache } from '@apollo/client';
import { onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import type { VariablesOf } from '../../../shared/api/graphql.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { setBeingRead } from '../being-read.ts';
import { MarkRead, MarkUnread } from '../graphql/message.ts';
import { createReading } from '../reading.ts';
import type { TimelineMessage } from '../timeline.ts';
import type { ReadingPlace } from './use-reading-place.ts';
import type { TimelineUse } from './use-timeline.ts';

export interface ReadMarkerUse {
  /** Where to mark: the room or the peer; null while the viewer has no marker there. */
  target(): Pick<VariablesOf<typeof MarkRead>['input'], 'room' | 'conversation'> | null;
  /** The cached object that shows what is unread there. */
  cacheId(): string | null;
  /** How far the viewer has read as the navigation knows it; other devices, and Esc, move it too. */
  lastReadSeq(): number | null;
  /** Counts again what is unread there: what came as the last thing was not told, and was not read either. */
  recount(): void;
  timeline: Pick<TimelineUse, 'timeline' | 'reader'>;
  place: Pick<ReadingPlace, 'openedWith' | 'firstUnread' | 'showLineFrom'>;
}

export interface ReadMarker {
  /** To be called whenever the rows in view change, with the keys of the messages that are. */
  onScreen(keys: ReadonlySet<string>): void;
  /** The first unread message lies above the screen: from this `seq` on there may be some. */
  readonly unreadAbove: Readonly<ShallowRef<number | null>>;
  /** This message and all after it are unread again, until the place is left or everything is marked as read. Rejects when that can't be told. */
  markUnread(message: TimelineMessage): Promise<void>;
}

/** Least time between two markers: with the way to the other devices it stays below the second within which they are to follow. */
const INTERVAL_MS = 400;
const LOOKS = ['focus', 'blur'] as const;

/** Tells the server what was read: what was on the screen for a second while the user looked at the page. */
export function useReadMarker({ target, cacheId, lastReadSeq, recount, timeline, place }: ReadMarkerUse): ReadMarker {
  const apollo = useApollo();
  const reading = createReading(useViewer().value.id);
  const { timeline: held, reader } = timeline;
  const unreadAbove = shallowRef<number | null>(null);
  let shown: ReadonlySet<string> = new Set();
  /** The viewer wants what they see to stay unread. */
  let paused = false;
  /** The user turned away, and nothing has come since. */
  let isAway = false;
  let told: string | null = null;
  let marked = 0;
  /** Markers that this page has sent: their echo is no news. */
  const sent = new Set<number>();
  let sentAt = Number.NEGATIVE_INFINITY;
  let sending: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wake: ReturnType<typeof setTimeout> | undefined;

  const isLooking = () => document.visibilityState === 'visible' && document.hasFocus();

  async function mark(): Promise<void> {
    timer = undefined;
    const where = target();
    const seq = reading.readUpTo();
    if (!where || paused || seq <= marked) return;
    const before = marked;
    marked = seq;
    sent.add(seq);
    sentAt = performance.now();
    try {
      const { data } = await apollo.mutate({
        mutation: MarkRead,
        variables: { input: { ...where, seq } },
        fetchPolicy: 'no-cache',
      });
      const id = cacheId();
      if (data && id && !paused) writeMarker(apollo.cache, id, data.markRead);
    } catch {
      // The marker is sent again with the next message, or when the page is looked at again.
      marked = before;
    }
  }

  function tellWhetherRead(): void {
    tell(target() !== null && !paused && reading.isFollowing() ? cacheId() : null);
  }

  function tell(id: string | null): void {
    if (id === told) return;
    if (told !== null) setBeingRead(told, false);
    if (id !== null) setBeingRead(id, true);
    const isOver = told !== null && id === null;
    told = id;
    // Who marks as unread gets the count with the answer.
    if (isOver && !paused && reading.firstUnread(held.value)) recount();
  }

  function findUnread(): void {
    const first = reading.firstUnread(held.value)?.seq ?? reading.readUpTo() + 1;
    const top = held.value.items.find((item) => item.kind === 'message' && shown.has(item.key));
    const isAbove = top?.kind === 'message' && first < top.message.seq;
    unreadAbove.value = isAbove ? first : null;
  }

  /** Where the user turned away from a log that they had read, the unread line stands before what came then. */
  function drawLine(wasFollowing: boolean): void {
    if (reading.isFollowing()) isAway = false;
    else if (wasFollowing && !isLooking()) isAway = true;
    const first = isAway ? reading.firstUnread(held.value) : null;
    if (!first) return;
    isAway = false;
    place.showLineFrom(first.seq);
  }

  function look(): void {
    clearTimeout(wake);
    if (place.openedWith.value === null) return;
    const wasFollowing = reading.isFollowing();
    const looking = isLooking() && !paused;
    const now = performance.now();
    const next = reading.look({ timeline: held.value, onScreen: shown, atEnd: reader.value.atEnd, looking, now });
    if (next !== null) wake = setTimeout(look, next);
    drawLine(wasFollowing);
    tellWhetherRead();
    findUnread();
    if (reading.readUpTo() > marked)
      timer ??= setTimeout(
        () => {
          sending = mark();
        },
        Math.max(0, sentAt + INTERVAL_MS - now),
      );
  }

  watch(
    place.openedWith,
    (opening) => {
      if (opening === null) return;
      const { firstUnread, newest, isNew } = opening;
      reading.moveTo(firstUnread === null ? (newest.messages.at(-1)?.seq ?? 0) : firstUnread - 1);
      // What was written before somebody came counts as unread until a marker says otherwise.
      marked = isNew ? 0 : reading.readUpTo();
      look();
    },
    { immediate: true },
  );
  watch(lastReadSeq, (seq, before) => {
    if (seq === null || before === null) return;
    if (seq > reading.readUpTo()) reading.moveTo(seq);
    else if (seq < before && !sent.has(seq)) reading.moveTo(seq);
    else return;
    marked = seq;
    paused = seq < before;
    look();
  });
  watch([held, () => reader.value.atEnd, () => target() !== null, cacheId], look);
  document.addEventListener('visibilitychange', look);
  for (const event of LOOKS) window.addEventListener(event, look);
  onScopeDispose(() => {
    clearTimeout(wake);
    clearTimeout(timer);
    // Who leaves has read what was about to be marked.
    if (timer !== undefined) void mark();
    tell(null);
    document.removeEventListener('visibilitychange', look);
    for (const event of LOOKS) window.removeEventListener(event, look);
  });

  return {
    unreadAbove,
    onScreen(keys) {
      shown = keys;
      look();
    },
    async markUnread({ seq }) {
      const where = target();
      if (!where) return;
      paused = true;
      reading.moveTo(seq - 1);
      look();
      await sending;
      try {
        const { data } = await apollo.mutate({
          mutation: MarkUnread,
          variables: { input: { ...where, seq } },
          fetchPolicy: 'no-cache',
        });
        marked = Math.min(marked, seq - 1);
        const id = cacheId();
        if (data && id) writeMarker(apollo.cache, id, data.markUnread);
        place.showLineFrom(seq);
      } catch (error) {
        paused = false;
        reading.moveTo(marked);
        look();
        throw error;
      }
    },
  };
}

/** Updates what the navigation shows as unread, in a room or a conversation. How many mentions are left, an event tells. */
function writeMarker(cache: ApolloCache, id: string, marker: { lastReadSeq: number; unreadCount: number }): void {
  cache.modify({
    id,
    fields: {
      unreadCount: () => marker.unreadCount,
      lastReadSeq: () => marker.lastReadSeq,
      mentionCount: (count: number) => Math.min(count, marker.unreadCount),
    },
  });
}
