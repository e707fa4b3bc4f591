import { type ShallowRef, shallowRef } from 'vue';
import { onNextFrame } from './next-frame.ts';
import {
  edgeMessage,
  emptyTimeline,
  fromPage,
  type Timeline,
  type TimelinePage,
  withinWindow,
  withNewer,
  withNewsBehind,
  withOlder,
} from './timeline.ts';

/** A page before a message, by its `seq`, or the newest one; behind a message; or with a message in the middle, by its id. */
export type PageRequest = { before: number | null } | { after: number } | { around: string };

/** Where the reader is. */
export interface Reader {
  /** The end of the log is in view, and everything that is posted comes into view. */
  atEnd: boolean;
  /** The first item in view. */
  key: string | null;
}

/** Which page is on its way: the one before, the one behind, or that of another place. */
export type Loading = 'older' | 'newer' | 'place';

export interface TimelineOptions {
  /** Loads one page of messages. */
  fetchPage(request: PageRequest): Promise<TimelinePage>;
  /** Runs a function soon: all changes until then are shown together. */
  schedule?(run: () => void): void;
}

export interface TimelineUse {
  readonly timeline: Readonly<ShallowRef<Timeline>>;
  readonly loading: Readonly<ShallowRef<Loading | null>>;
  /** What could not be loaded when it was last tried. */
  readonly failed: Readonly<ShallowRef<Loading | null>>;
  /** To be kept up to date by whoever shows the timeline: what is far from the reader is dropped. */
  readonly reader: ShallowRef<Reader>;
  /** Applies a change that does nothing when it is repeated, as every function of `timeline.ts` is, with the next frame. */
  change(apply: (timeline: Timeline) => Timeline): void;
  /** Starts over with the newest messages. */
  reset(page: TimelinePage): void;
  /** Add the page before the first, or behind the last message. Do nothing while a page is on its way. Reject when it can't be had. */
  loadOlder(): Promise<void>;
  loadNewer(): Promise<void>;
  /** Replace what is held by the place of a message, which may be known by its `seq` alone, or by the newest messages. */
  goTo(message: { seq: number } | { id: string }): Promise<void>;
  goToLatest(): Promise<void>;
}

/** More items than these are never held for long; then only those around the reader are kept. */
const MOST_ITEMS = 220;
const KEPT_ITEMS = 160;

/**
 * The timeline of one place: a window of bounded size on a log of any length. Changes are gathered and applied once a frame, so that
 * many events a second cost no more renderings than the screen shows.
 */
export function useTimeline({ fetchPage, schedule = onNextFrame }: TimelineOptions): TimelineUse {
  const timeline = shallowRef<Timeline>(emptyTimeline);
  const loading = shallowRef<Loading | null>(null);
  const failed = shallowRef<Loading | null>(null);
  const reader = shallowRef<Reader>({ atEnd: true, key: null });
  let epoch = 0;
  let queued: ((timeline: Timeline) => Timeline)[] = [];
  let meanwhile: typeof queued = [];

  function show(next: Timeline): void {
    const { atEnd, key } = reader.value;
    timeline.value = next.items.length > MOST_ITEMS ? withinWindow(next, atEnd ? null : key, KEPT_ITEMS) : next;
  }

  function flush(): void {
    const changes = queued;
    queued = [];
    if (changes.length > 0) show(changes.reduce((current, apply) => apply(current), timeline.value));
  }

  /** Loads and puts in its place what no later load or reset has overtaken. */
  async function load(
    kind: Loading,
    fetch: () => Promise<TimelinePage>,
    put: (timeline: Timeline, page: TimelinePage) => Timeline,
  ): Promise<void> {
    const mine = ++epoch;
    flush();
    const heard = timeline.value.latestSeq;
    loading.value = kind;
    failed.value = null;
    meanwhile = [];
    try {
      const page = await fetch();
      if (mine !== epoch) return;
      flush();
      const next = withNewsBehind(put(timeline.value, page), heard);
      // The page may hold messages as they were before these changes.
      show(meanwhile.reduce((current, apply) => apply(current), next));
    } catch (error) {
      if (mine !== epoch) return;
      failed.value = kind;
      throw error;
    } finally {
      if (mine === epoch) loading.value = null;
    }
  }

  async function fetchPlace(seq: number): Promise<TimelinePage> {
    const [older, newer] = await Promise.all([fetchPage({ before: seq }), fetchPage({ after: seq - 1 })]);
    return {
      messages: [...older.messages, ...newer.messages],
      hasOlder: older.hasOlder,
      hasNewer: newer.hasNewer,
    };
  }

  /** Puts a page in the place of what is held, for a reader who is led to one of its messages, or to its end. */
  function replaceBy(page: TimelinePage, current: Timeline, target: TimelinePage['messages'][number] | null): Timeline {
    reader.value = { atEnd: target === null, key: target?.id ?? null };
    return fromPage(page, current);
  }

  return {
    timeline,
    loading,
    failed,
    reader,
    change(apply) {
      queued.push(apply);
      if (loading.value) meanwhile.push(apply);
      if (queued.length === 1) schedule(flush);
    },
    reset(page) {
      epoch += 1;
      queued = [];
      loading.value = null;
      failed.value = null;
      timeline.value = fromPage(page);
    },
    async loadOlder() {
      const before = edgeMessage(timeline.value, 'first')?.seq ?? null;
      if (!loading.value && timeline.value.hasOlder) await load('older', () => fetchPage({ before }), withOlder);
    },
    async loadNewer() {
      const after = edgeMessage(timeline.value, 'last')?.seq ?? 0;
      if (!loading.value && timeline.value.hasNewer) await load('newer', () => fetchPage({ after }), withNewer);
    },
    async goTo(message) {
      const isTarget = ({ id, seq }: { id: string; seq: number }) =>
        'seq' in message ? seq >= message.seq : id === message.id;
      const fetch = () => ('seq' in message ? fetchPlace(message.seq) : fetchPage({ around: message.id }));
      await load('place', fetch, (current, page) => replaceBy(page, current, page.messages.find(isTarget) ?? null));
    },
    async goToLatest() {
      await load(
        'place',
        () => fetchPage({ before: null }),
        (current, page) => replaceBy(page, current, null),
      );
    },
  };
}
