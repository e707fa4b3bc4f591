import { type ShallowRef, shallowRef } from 'vue';
import { type TimelinePage, withMessages } from '../../timeline/state/timeline.ts';
import type { TimelineUse } from '../../timeline/state/use-timeline.ts';

/** A message that the log is to show and set off. A new object each time, so that the same message can be asked for again. */
export interface Target {
  id: string;
}

export interface Opening {
  /** The newest messages, as the first answer brought them. */
  newest: TimelinePage;
  /** Where what the viewer has not read begins, by `seq`; null where they have read everything. */
  firstUnread: number | null;
  /** The viewer has never read here: what was written before they came is not new to them, and yet it counts as unread. */
  isNew?: boolean;
  /** What this browser kept, while the server can't be reached: where one begins to read is not known yet. */
  isKept?: boolean;
}

export interface ReadingPlace {
  /** What is held is where the viewer wants to begin to read. */
  readonly opened: Readonly<ShallowRef<boolean>>;
  /** Before which message the unread line stands, by `seq`; null for none. It stays for as long as the log is open. */
  readonly firstUnread: Readonly<ShallowRef<number | null>>;
  readonly target: Readonly<ShallowRef<Target | null>>;
  /** What the log was last opened with, at first and after each reset, once that is held; null before that. */
  readonly openedWith: Readonly<ShallowRef<Opening | null>>;
  /** Puts the unread line before the message at a position, or the next one. */
  showLineFrom(seq: number): void;
  /**
   * Shows the newest messages. The first time it goes on to the message asked for, else to the first unread one; later, after a reset, a reader of
   * history stays where they are as long as the message they see is there.
   */
  open(opening: Opening): Promise<void>;
  /** Leads to a message, loaded if need be. Rejects when it can't be had. */
  goTo(message: { id: string; seq?: number }): Promise<void>;
}

/** Where a log opens and what its reader is led to. `wanted` is the message that the address asks for, if any. */
export function useReadingPlace(timeline: TimelineUse, wanted: () => string | null): ReadingPlace {
  const opened = shallowRef(false);
  const unreadFrom = shallowRef<number | null>(null);
  const target = shallowRef<Target | null>(null);
  const openedWith = shallowRef<Opening | null>(null);
  let hasBegun = false;

  async function goTo({ id, seq }: { id: string; seq?: number }): Promise<void> {
    const isHeld = () => timeline.timeline.value.items.some(({ key }) => key === id);
    if (!isHeld()) await timeline.goTo(seq === undefined ? { id } : { seq });
    target.value = { id };
  }

  async function begin({ newest, firstUnread }: Opening): Promise<void> {
    const messageId = wanted();
    unreadFrom.value = firstUnread;
    if (messageId !== null) return goTo({ id: messageId });
    if (firstUnread === null) return;
    const isHeld = !newest.hasOlder || (newest.messages[0]?.seq ?? 0) <= firstUnread;
    if (!isHeld) await timeline.goTo({ seq: firstUnread });
  }

  /** Whether what lies around the reader could be loaded anew. */
  async function stay({ newest }: Opening): Promise<boolean> {
    const anchor = opened.value ? readMessage(timeline) : null;
    if (anchor === null) return false;
    try {
      await timeline.goTo({ id: anchor });
    } catch {
      return false;
    }
    timeline.change((current) => withMessages(current, newest.messages));
    return true;
  }

  return {
    opened,
    firstUnread: unreadFrom,
    target,
    openedWith,
    showLineFrom(seq) {
      unreadFrom.value = seq;
    },
    async open(opening) {
      const begins = !hasBegun && !opening.isKept;
      hasBegun ||= begins;
      try {
        if (await stay(opening)) return;
        timeline.reset(opening.newest);
        if (begins) await begin(opening);
      } finally {
        opened.value = true;
        openedWith.value = opening;
      }
    },
    goTo,
  };
}

/** The message that the reader of history sees first; null at the end of the log. */
function readMessage({ timeline, reader }: TimelineUse): string | null {
  const { atEnd, key } = reader.value;
  if (atEnd || key === null) return null;
  const { items } = timeline.value;
  const from = items.findIndex((item) => item.key === key);
  return items.slice(Math.max(0, from)).find(({ kind }) => kind === 'message')?.key ?? null;
}
