import { type ShallowRef, shallowRef } from 'vue';
import { edgeMessage, fromSnapshot, type IncomingMessage, type Timeline, withOlder } from '../timeline.ts';

export interface HistoryPage {
  messages: readonly IncomingMessage[];
  hasOlder: boolean;
  /** What to ask for the page before this one with. */
  startCursor: string | null;
}

export interface TimelineUse {
  readonly timeline: Readonly<ShallowRef<Timeline>>;
  readonly loadingOlder: Readonly<ShallowRef<boolean>>;
  /** Applies a change that does nothing when it is repeated, as every function of `timeline.ts` is. */
  change(apply: (timeline: Timeline) => Timeline): void;
  /** Starts over with the newest messages. */
  reset(page: HistoryPage): void;
  /** Adds the page before the first message. Rejects when it can't be had. */
  loadOlder(): Promise<void>;
}

/**
 * The timeline of one place. `fetchPage` loads one page before a cursor, or the newest without one. The first messages may have come
 * without a cursor, so the first page is asked for from the end and overlaps with them.
 */
export function useTimeline(fetchPage: (before: string | null) => Promise<HistoryPage>): TimelineUse {
  const timeline = shallowRef<Timeline>({ items: [], hasOlder: false });
  const loadingOlder = shallowRef(false);
  let before: string | null = null;
  let epoch = 0;
  let meanwhile: ((timeline: Timeline) => Timeline)[] = [];

  /** Pages from `before` on, until one reaches beyond what is held: newer messages than a page may have come since. */
  async function fetchOlder(): Promise<HistoryPage> {
    const held = edgeMessage(timeline.value, 'first');
    let page = await fetchPage(before);
    let messages = page.messages;
    while (held && page.hasOlder && page.startCursor !== null && (page.messages[0]?.seq ?? 0) >= held.seq) {
      page = await fetchPage(page.startCursor);
      messages = [...page.messages, ...messages];
    }
    return { ...page, messages };
  }

  return {
    timeline,
    loadingOlder,
    change(apply) {
      timeline.value = apply(timeline.value);
      // The page on its way may hold messages as they were before this change.
      if (loadingOlder.value) meanwhile.push(apply);
    },
    reset(page) {
      epoch += 1;
      before = page.startCursor;
      loadingOlder.value = false;
      timeline.value = fromSnapshot(page.messages, page.hasOlder);
    },
    async loadOlder() {
      if (loadingOlder.value || !timeline.value.hasOlder) return;
      const mine = epoch;
      loadingOlder.value = true;
      meanwhile = [];
      try {
        const page = await fetchOlder();
        if (mine !== epoch) return;
        before = page.startCursor;
        const merged = withOlder(timeline.value, page.messages, page.hasOlder);
        timeline.value = meanwhile.reduce((current, apply) => apply(current), merged);
      } finally {
        if (mine === epoch) loadingOlder.value = false;
      }
    },
  };
}
