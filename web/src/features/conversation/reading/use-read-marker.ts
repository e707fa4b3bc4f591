import type { ApolloCache } from '@apollo/client';
import { onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import type { VariablesOf } from '../../../shared/api/graphql.ts';
import { time } from '../../../shared/browser/time.ts';
import { setBeingRead } from '../../membership/being-read.ts';
import { MarkRead, MarkUnread } from '../../membership/graphql/reading.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import type { TimelineMessage } from '../../timeline/state/timeline.ts';
import type { TimelineUse } from '../../timeline/state/use-timeline.ts';
import { createLooking } from './looking.ts';
import { createReadTeller } from './read-teller.ts';
import type { ReadingPlace } from './use-reading-place.ts';

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

const setTimer = (run: () => void, delayMs: number) => {
  const timer = time.after(delayMs, run);
  return () => timer.cancel();
};
const now = () => time.monotonic();
const isLooking = () => document.visibilityState === 'visible' && document.hasFocus();

/** Tells the server what was read: what was on the screen for a second while the user looked at the page. */
export function useReadMarker({ target, cacheId, lastReadSeq, recount, timeline, place }: ReadMarkerUse): ReadMarker {
  const apollo = useApollo();
  const { timeline: held, reader } = timeline;
  const unreadAbove = shallowRef<number | null>(null);
  let shown: ReadonlySet<string> = new Set();
  /** The cached object that is said to be read as it grows. */
  let beingRead: string | null = null;

  const teller = createReadTeller({
    async send(seq) {
      const where = target();
      if (!where) throw new Error('the viewer has no marker here any longer');
      const variables = { input: { ...where, seq } };
      const { data } = await apollo.mutate({ mutation: MarkRead, variables, fetchPolicy: 'no-cache' });
      const id = cacheId();
      if (data && id && !looking.isPaused()) writeMarker(apollo.cache, id, data.markRead);
    },
    now,
    setTimer,
  });
  const looking = createLooking({
    viewerId: useViewer().value.id,
    sight: () => ({ timeline: held.value, onScreen: shown, atEnd: reader.value.atEnd, looking: isLooking() }),
    now,
    setTimer,
    onLook(seen) {
      if (seen.cameAfter !== null) place.showLineFrom(seen.cameAfter);
      unreadAbove.value = seen.unreadAbove;
      const isMarked = target() !== null && !looking.isPaused();
      sayBeingRead(isMarked && seen.isFollowing ? cacheId() : null);
      if (isMarked) teller.read(seen.readUpTo);
    },
  });

  function sayBeingRead(id: string | null): void {
    if (id === beingRead) return;
    const isOver = beingRead !== null && id === null;
    if (beingRead !== null) setBeingRead(beingRead, false);
    if (id !== null) setBeingRead(id, true);
    beingRead = id;
    // Who marks as unread gets the count with the answer.
    if (isOver && !looking.isPaused() && looking.hasUnread()) recount();
  }

  function look(): void {
    if (place.openedWith.value !== null) looking.look();
  }

  watch(
    place.openedWith,
    (opening) => {
      if (opening === null) return;
      const { firstUnread, newest, isNew } = opening;
      const seq = firstUnread === null ? (newest.messages.at(-1)?.seq ?? 0) : firstUnread - 1;
      looking.moveTo(seq);
      // What was written before somebody came counts as unread until a marker says otherwise.
      teller.standAt(isNew ? 0 : seq);
      look();
    },
    { immediate: true },
  );
  watch(lastReadSeq, (seq, before) => {
    if (seq === null || before === null) return;
    const goesBack = seq < before && !teller.isOwn(seq);
    if (seq <= looking.readUpTo() && !goesBack) return;
    looking.moveTo(seq);
    looking.pause(seq < before);
    teller.standAt(seq);
    look();
  });
  watch([held, () => reader.value.atEnd, () => target() !== null, cacheId], look);
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('visibilitychange', look, { signal });
  for (const event of ['focus', 'blur']) window.addEventListener(event, look, { signal });
  onScopeDispose(() => {
    listening.abort();
    looking.stop();
    // Who leaves has read what was about to be marked.
    teller.flush();
    sayBeingRead(null);
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
      looking.pause(true);
      looking.moveTo(seq - 1);
      // What was about to be told is not.
      teller.standAt(teller.marked());
      look();
      await teller.settled();
      try {
        const variables = { input: { ...where, seq } };
        const { data } = await apollo.mutate({ mutation: MarkUnread, variables, fetchPolicy: 'no-cache' });
        teller.standAt(Math.min(teller.marked(), seq - 1));
        const id = cacheId();
        if (data && id) writeMarker(apollo.cache, id, data.markUnread);
        place.showLineFrom(seq);
      } catch (error) {
        looking.pause(false);
        looking.moveTo(teller.marked());
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
